/** The words that people write over columns, and the columns that they mean by them. */
import { factsOf } from "../core/standard-columns.ts";
import { type PageColumn, pageColumns } from "./column.ts";

/**
 * In lower case, without punctuation. The first columns of a word are the likelier ones. A column without words here is
 * known by its heading and its name.
 */
const meanings: Partial<Readonly<Record<PageColumn, string>>> = {
  number:
    "number,no,nr,num,item no,item number,sl no,s no,sr no,row,row no,line,line no,seq,sequence,index,id,item id,task id,action id,issue id,issue no,issue number,ref no,rank",
  title:
    "title,item,task,issue,action,action item,open item,open issue,open action,summary,name,deliverable,activity,topic,subject,work item,task name,item name,story,user story,feature,what,todo,to do,item description,task description,issue description,action description,action required,question,open question,risk,requirement,line item,task item,work,job,ask,headline,step,initiative name,issue summary,item title",
  status:
    "status,state,rag,rag status,health,stage,condition,current status,disposition,current state,item status,task status,overall status,progress",
  priority: "priority,prio,pri,p,severity,sev,importance,urgency,priority level,rating,moscow,criticality,p level,rank",
  area: "area,workstream,work stream,stream,track,team,category,group,function,department,dept,component,theme,epic,initiative,functional area,focus area,domain,module,business unit,bu,squad,pillar,swimlane,section,discipline,org,organization,organisation,practice,region,product area,topic area,program,programme,project",
  owners:
    "owner,assignee,assigned to,assigned,dri,lead,responsible,responsible person,responsible party,person responsible,poc,point of contact,contact,who,action owner,task owner,item owner,owned by,accountable,champion,driver,led by,resource,responsibility,handler,person,people,assignment,name of owner,primary owner,pic",
  start:
    "start,start date,begin,begin date,from,kickoff,kick off,planned start,started,date started,start on,starts on,commence,beginning",
  due: "due,due date,deadline,eta,target,target date,target completion,target completion date,need by,needed by,by when,complete by,end,end date,finish,finish date,delivery date,date due,planned date,planned end,expected date,expected,expected completion,due by,committed date,commit date,commitment,date,to,until,by,planned finish,due on,completion date,estimated date,estimated completion,target due,required by,required date",
  timeline:
    "timeline,timeframe,time frame,timing,quarter,schedule,period,when,target quarter,window,horizon,time line,phase,target timeframe,target month,month,release window,planned for,duration,target release",
  refs: "ref,reference,ticket,jira,issue key,key,link,jira ticket,jira id,jira key,tracking,tracker,url,bug,story link,ticket id,ticket no,ticket number,jira link,jira issue,bug id",
  closed:
    "closed,closed date,date closed,closed on,completed on,date completed,completed,completed date,done date,done on,resolved,resolved on,resolved date,resolution date,actual end,actual finish,finished,finished on,close date,date done",
  description:
    "description,detail,background,context,scope,note,detailed description,explanation,problem,problem statement,summary detail,further detail,more detail,definition",
  comments:
    "comment,status comment,update,latest update,status update,note,weekly update,remark,log,history,progress update,progress note,status note,meeting note,latest status,discussion,journal,activity log,update comment,note comment,comment update,comment note,note update,latest,progress log,running note,status log,status detail,commentary,what happened,latest news,news,progress report",
};

/** Last words of longer headings that tell the column: `Marketing owner`, `Overall launch status`. */
const headNouns: readonly PageColumn[] = [
  "owners",
  "status",
  "priority",
  "area",
  "comments",
  "due",
  "start",
  "timeline",
  "title",
];
const weakNouns = new Set([
  "name",
  "id",
  "no",
  "p",
  "to",
  "by",
  "from",
  "end",
  "date",
  "what",
  "work",
  "link",
  "key",
  "target",
  "contact",
  "region",
  "project",
  "people",
  "person",
  "function",
  "team",
  "group",
  "category",
  "function",
  "step",
  "window",
  "month",
  "row",
  "ask",
  "number",
  "latest",
  "progress",
  "stage",
  "health",
  "rating",
  "note",
  "question",
  "risk",
  "requirement",
  "feature",
  "expected",
  "who",
  "log",
  "history",
  "detail",
  "impact",
]);

const byWords: ReadonlyMap<string, readonly PageColumn[]> = collect();

function collect(): ReadonlyMap<string, readonly PageColumn[]> {
  const columns = new Map<string, PageColumn[]>();
  for (const column of pageColumns) {
    const list = meanings[column] ?? `${column},${factsOf(column)?.heading.toLowerCase()}`;
    for (const words of new Set(list.split(","))) {
      const name = words.split(" ").map(singular).join(" ");
      columns.set(name, [...(columns.get(name) ?? []), column]);
    }
  }
  return columns;
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Lower case, singular, without what stands in parentheses and without punctuation. */
function normalHeading(label: string): string {
  const open = label.replace(/[([{][^)\]}]{0,200}[)\]}]/g, " ").toLowerCase();
  const words = open
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  return words.map(singular).join(" ");
}

/** True for a heading that names nothing. */
export function isUnnamed(label: string): boolean {
  return /^(?:blank|empty|column ?\d*|untitled|unnamed(?: ?\d*)?|field ?\d*|-|–|\.|\u00a0|)$/i.test(label.trim());
}

/** The columns that a heading may mean, likeliest first; none for a heading of the page's own. */
export function columnsNamed(label: string): readonly PageColumn[] {
  if (/^(?:#|№|n[°º]\.?|no\.?#?)$/i.test(label.trim())) return ["number"];
  if (/#\s*$/.test(label) && label.length < 20) return ["number"];
  const name = normalHeading(label);
  const exact = byWords.get(name);
  if (exact !== undefined) return exact;
  const parts = label
    .split(/[/&+,]|\band\b|\bor\b/i)
    .map(normalHeading)
    .filter((part) => part !== "");
  if (parts.length > 1) {
    const found = parts.flatMap((part) => byWords.get(part) ?? []);
    if (found.length >= parts.length)
      return [...new Set([...found.filter((column) => column === "comments"), ...found])];
  }
  const words = name.split(" ");
  if (
    words.length > 1 &&
    words.length <= 5 &&
    words.at(-1) === "date" &&
    words.some((word) =>
      /^(?:target|due|end|finish|delivery|need|planned|expected|complete|completion|launch)$/.test(word),
    )
  )
    return ["due"];
  const noun = words.at(-1) ?? "";
  if (words.length < 2 || words.length > 4 || weakNouns.has(noun)) return [];
  return (byWords.get(noun) ?? []).filter((column) => headNouns.includes(column));
}

/** The words in a heading's parentheses: `Status (Pending, Blocked)`. */
export function listedValues(label: string): readonly string[] {
  const inside = /\(([^()]{1,300})\)/.exec(label)?.[1] ?? "";
  const values = inside
    .split(/[,;/|]/)
    .map((value) => value.trim())
    .filter((value) => value !== "");
  return values.length > 1 && values.every((value) => value.length <= 30) ? values : [];
}
