/** Invented teams and the words of their trackers; no two of them name a column or spell a date in the same way. */

export type Key =
  | "number"
  | "title"
  | "status"
  | "priority"
  | "area"
  | "owners"
  | "start"
  | "due"
  | "timeline"
  | "refs"
  | "comments"
  | "description"
  | "flag"
  | "count"
  | "choice";

export type Words = readonly [string, ...string[]];

export interface Vocabulary {
  readonly name: string;
  readonly headings: Readonly<Record<Key, Words>>;
  /** Column orders that such a team uses; the generator leaves some of them out. */
  readonly orders: readonly [readonly Key[], ...(readonly Key[])[]];
  readonly statuses: Words;
  readonly priorities: Words;
  readonly areas: Words;
  readonly choices: Words;
  readonly verbs: Words;
  readonly things: Words;
  readonly places: Words;
  readonly people: Words;
  readonly owner: "link" | "name" | "mail";
  readonly date: "slash" | "dmy" | "dots" | "iso" | "month" | "day-month" | "full";
  /** `{2}` stands for the month after next, `NY` and `NYNY` for next year. */
  readonly timelines: Words;
  readonly prefix: string;
}

const w = (text: string): Words => {
  const [first = "", ...rest] = text.split(",").map((word) => word.trim());
  return [first, ...rest];
};
const keys = (text: string) => text.split(" ") as readonly Key[];

const launch: Vocabulary = {
  name: "launch",
  headings: {
    number: w("#,blank,No."),
    title: w("Open Items,Item,Action item"),
    status: w("Status,Status (Pending/In-Progress/Blocked),State"),
    priority: w("Priority,Prio"),
    area: w("Area,Workstream,Function"),
    owners: w("Owner,DRI,Assignee"),
    start: w("Start,Start date"),
    due: w("Due,Due date,ETA"),
    timeline: w("Timeline,Timeframe"),
    refs: w("Ticket,Jira"),
    comments: w("Status/Comments,Comments,Updates"),
    description: w("Background,Details"),
    flag: w("Demo ask?,Partner input?"),
    count: w("Seats,Cost centre"),
    choice: w("Market,Tier"),
  },
  orders: [
    keys("number flag priority start due area title owners timeline status comments"),
    keys("number area title owners priority due status comments"),
    keys("title area owners start due priority status flag comments refs"),
  ],
  statuses: w("Pending,In-progress,Blocked,Done"),
  priorities: w("P1,P2,P3,P4"),
  areas: w("Technical Marketing,Product Marketing,Business Dev / Ops,Engineering,Field Enablement"),
  choices: w("EMEA,APJ,Americas"),
  verbs: w("Draft,Publish,Review,Agree on,Update,Record,Translate"),
  things: w("pricing guide,launch deck,install guide,partner brief,demo script,support model,battle card,FAQ page"),
  places: w("the beta,resellers,the field team,early access customers,the spring fair,new regions,the pilot"),
  people: w("Mira Holt,Tomas Brandt,Ines Quill,Jonah Peck,Wei Zhang,Adaeze Obi"),
  owner: "link",
  date: "slash",
  timelines: w("{0},{1},{2},Ongoing,{4} and beyond,Q1'NY"),
  prefix: "LX",
};

const museum: Vocabulary = {
  name: "museum",
  headings: {
    number: w("Ref no,Nr,Row"),
    title: w("Deliverable,Task,What"),
    status: w("RAG,Health,RAG status"),
    priority: w("Importance,Urgency"),
    area: w("Stream,Team,Topic area"),
    owners: w("Lead,Responsible,Curator lead"),
    start: w("Begin,Planned start"),
    due: w("Deadline,Needed by,Target date"),
    timeline: w("Quarter,Period"),
    refs: w("Tracking,Reference"),
    comments: w("Notes,Latest update,Log"),
    description: w("Context,Scope"),
    flag: w("Loan needed?,Insured?"),
    count: w("Objects,Budget"),
    choice: w("Floor,Wing"),
  },
  orders: [
    keys("area title description owners status due comments"),
    keys("number title owners area priority status start due flag comments"),
    keys("status priority title area owners timeline count comments"),
  ],
  statuses: w("Red,Amber,Green"),
  priorities: w("High,Medium,Low"),
  areas: w("Ceramics Hall,Entrance,Visitor Services,Roof Terrace,Archive"),
  choices: w("Ground,Upper,Cellar"),
  verbs: w("Hang,Restore,Light,Label,Move,Catalogue,Photograph"),
  things: w("bronze figures,harbour maps,glass cases,audio stops,portrait series,coin cabinet,star globe"),
  places: w("the opening,school visits,the north stairs,evening tours,the press day,members"),
  people: w("Orla Finch,Pietro Lanza,Sunniva Dahl,Bram Okafor,Yuki Tanaka"),
  owner: "name",
  date: "dmy",
  timelines: w("Q1 NYNY,Q2 NYNY,H2 NYNY,Q3 NYNY"),
  prefix: "GAL",
};

const clinic: Vocabulary = {
  name: "clinic",
  headings: {
    number: w("ID,Item no"),
    title: w("Action,Action required,Issue"),
    status: w("Progress,Current status,Stage"),
    priority: w("MoSCoW,Criticality"),
    area: w("Department,Dept,Category"),
    owners: w("Assigned to,Action owner,Person responsible"),
    start: w("From,Started"),
    due: w("By when,Complete by,Target completion date"),
    timeline: w("When,Window"),
    refs: w("Ticket no,Issue key"),
    comments: w("Remarks,Progress notes,Comment"),
    description: w("Description,Problem statement"),
    flag: w("Signed off?,Patient facing?"),
    count: w("Beds,Rooms"),
    choice: w("Site,Ward type"),
  },
  orders: [
    keys("number title area priority owners due status comments"),
    keys("refs title status owners priority start due area comments choice"),
    keys("priority area title owners due status description comments"),
  ],
  statuses: w("Not started,Underway,At risk,Complete"),
  priorities: w("Must,Should,Could"),
  areas: w("Radiology,Pharmacy,Patient Transport,Catering,Records"),
  choices: w("East,West,Annex"),
  verbs: w("Transfer,Test,Relocate,Train staff for,Inspect,Order"),
  things: w("imaging suite,drug cupboards,call system,meal trolleys,paper files,oxygen lines,waiting room chairs"),
  places: w("block C,night shifts,the first patients,the old ward,handover,the audit"),
  people: w("Noor Haddad,Callum Reid,Sofie Lund,Dev Anand,Marta Nowak"),
  owner: "mail",
  date: "iso",
  timelines: w("early {2},{1},Q4 NYNY,Ongoing"),
  prefix: "MOVE",
};

const festival: Vocabulary = {
  name: "festival",
  headings: {
    number: w("No,Index"),
    title: w("Topic,To do,Summary"),
    status: w("Condition,Disposition"),
    priority: w("Severity,P"),
    area: w("Track,Squad,Theme"),
    owners: w("Who,Champion,Point of contact"),
    start: w("Kickoff,Start on"),
    due: w("Finish,Due by,End date"),
    timeline: w("Phase,Horizon"),
    refs: w("Bug,Tracker"),
    comments: w("History,Discussion,Weekly update"),
    description: w("Explanation,More details"),
    flag: w("Permit?,Rain plan?"),
    count: w("Crew,Headcount"),
    choice: w("Stage size,Field"),
  },
  orders: [
    keys("title owners status due comments priority area"),
    keys("number priority title area owners due flag status comments"),
    keys("area title status priority owners comments due count"),
  ],
  statuses: w("Simmering,Plated,Cold,Served"),
  priorities: w("1,2,3,4,5"),
  areas: w("Main Stage,Food Court,Camping,Safety,Volunteers"),
  choices: w("Small,Mid,Large"),
  verbs: w("Book,Fence,Wire up,Rehearse,Pack,Sign off"),
  things: w("sound desk,water points,ticket gates,first aid tent,bike park,lantern walk,shuttle buses"),
  places: w("the Friday night,families,the river side,load-in,the headliner,dawn crew"),
  people: w("Zeynep Kaya,Luca Moretti,Hanna Frisk,Kofi Mensah,Elin Strand"),
  owner: "link",
  date: "month",
  timelines: w("Phase 1,Phase 2,Wave 3,Later"),
  prefix: "FEST",
};

const rail: Vocabulary = {
  name: "rail",
  headings: {
    number: w("S.No,Seq"),
    title: w("Work item,Activity,Line item"),
    status: w("State,Item status"),
    priority: w("Rating,Sev"),
    area: w("Component,Domain,Practice"),
    owners: w("Resource,Handler,Accountable"),
    start: w("Planned start,Start date"),
    due: w("Planned end,Commit date,Delivery date"),
    timeline: w("Release window,Schedule"),
    refs: w("Jira ID,Key"),
    comments: w("Running notes,Commentary,Status notes"),
    description: w("Definition,Detailed description"),
    flag: w("Night work?,Track closure?"),
    count: w("Metres,Effort"),
    choice: w("Line,Gauge"),
  },
  orders: [
    keys("refs title area status priority owners start due comments"),
    keys("number area title priority owners start due timeline status flag count comments"),
    keys("title description owners due status comments area"),
  ],
  statuses: w("New,Active,On hold,Resolved,Cancelled"),
  priorities: w("Critical,Major,Minor,Trivial"),
  areas: w("Signals,Power Supply,Platforms,Rolling Stock,Depot North"),
  choices: w("Blue,Coast,Ring"),
  verbs: w("Replace,Survey,Commission,Weld,Certify,Paint"),
  things: w("point heaters,relay racks,platform edges,brake discs,cable ducts,footbridge lifts"),
  places: w("the coast branch,winter running,kilometre forty,driver training,the depot yard"),
  people: w("Anneke Vos,Rafael Duarte,Priya Menon,Stellan Berg,Chidi Eze"),
  owner: "name",
  date: "day-month",
  timelines: w("Sprint 4,Sprint 5,Sprint 6,Release 12"),
  prefix: "RAIL",
};

const bakery: Vocabulary = {
  name: "bakery",
  headings: {
    number: w("Task ID,Line no"),
    title: w("Task name,Item description,Story"),
    status: w("Overall status,Task status"),
    priority: w("Priority level,Pri"),
    area: w("Business unit,Pillar,Section"),
    owners: w("PIC,Driver,Primary owner"),
    start: w("Commence,Date started"),
    due: w("ETA,Finish date,Estimated completion"),
    timeline: w("Target quarter,Time frame"),
    refs: w("Ticket,Story link"),
    comments: w("Meeting notes,Progress update,News"),
    description: w("Background,Further details"),
    flag: w("Allergen check?,Recipe locked?"),
    count: w("Batches,Trays"),
    choice: w("Shop,Oven type"),
  },
  orders: [
    keys("number title owners priority status start due timeline comments"),
    keys("area owners title status due choice flag comments"),
    keys("due title area owners comments status priority"),
  ],
  statuses: w("Todo,Doing,Waiting,Done"),
  priorities: w("Urgent,High,Normal,Low"),
  areas: w("Dough Lab,Front Shop,Deliveries,Web Orders"),
  choices: w("Harbour,Market Hall,Station"),
  verbs: w("Bake,Price,Taste,Pack,Advertise,Deliver"),
  things: w("rye loaf,loyalty card,window display,gluten free corner,bread subscription,birthday cakes,oven manual"),
  places: w("the bread fair,early birds,both shops,the summer menu,office orders"),
  people: w("Gerda Linde,Omar Saleh,Freya Munk,Teo Ricci"),
  owner: "link",
  date: "dots",
  timelines: w("{0},{1},{3} and beyond,Ongoing"),
  prefix: "DOUGH",
};

const library: Vocabulary = {
  ...museum,
  name: "library",
  orders: [
    keys("number title choice owners area priority due status comments"),
    keys("title status owners due comments"),
    keys("area number title refs priority owners start due status timeline comments flag"),
  ],
  statuses: w("Open,In review,Blocked,Closed"),
  priorities: w("0 - Critical,1 - High,2 - Medium,3 - Low"),
  areas: w("Reading Room,Digital,Lending,Events"),
  owner: "mail",
  date: "full",
  prefix: "LIB",
};

export const vocabularies: readonly [Vocabulary, ...Vocabulary[]] = [
  launch,
  museum,
  clinic,
  festival,
  rail,
  bakery,
  library,
];
