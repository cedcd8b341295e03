/** Tables in languages without Latin letters, and the words that each language has for the day on which work was over. */
import { describe, expect, test } from "vitest";
import { trustedConfidence } from "../../src/core/repair.ts";
import { read, table } from "./support.ts";

const tsv = (rows: readonly (readonly string[])[]) => rows.map((cells) => cells.join("\t")).join("\n");
const readRows = (text: string) =>
  read(text, "2026-11-20").drafts.map(({ title, owners, status, priority, due, closedDate, confidence }) => [
    title,
    owners.join(" + "),
    status?.replaceAll("-", " ") ?? null,
    priority,
    due,
    closedDate,
    confidence >= trustedConfidence,
  ]);

describe("a table of items is read", () => {
  test("in Russian, with the words before and behind a day", () => {
    const header = ["№", "Поручение", "Ответственный", "Срок", "Приоритет", "Статус", "Дата исполнения"];
    const rows = [
      ["1", "Заменить насос в котельной", "Ильин", "до 27.11.2026", "Высокий", "В работе", ""],
      ["2", "Провести замеры шума у цеха", "Орлова", "25 ноября 2026 г.", "Средний", "Не начато", ""],
      ["3", "Обновить схему проезда для гостей", "уточняется", "постоянно", "Низкий", "В работе", ""],
      ["4", "Купить лампы для склада", "Орлова", "до 13.11.2026", "Средний", "Исполнено", "12.11.2026"],
    ];
    expect(readRows(table(header, rows))).toEqual([
      ["Заменить насос в котельной", "Ильин", "в работе", "Высокий", "2026-11-27", null, true],
      ["Провести замеры шума у цеха", "Орлова", "не начато", "Средний", "2026-11-25", null, true],
      ["Обновить схему проезда для гостей", "", "в работе", "Низкий", null, null, true],
      ["Купить лампы для склада", "Орлова", "исполнено", "Средний", "2026-11-13", "2026-11-12", true],
    ]);
  });

  test("in Japanese, whose comma parts owners, with a line of sums", () => {
    const rows = [
      ["No.", "起票日", "課題内容", "優先度", "担当者", "期限", "ステータス", "対応履歴", "完了日"],
      [
        "1",
        "2026/10/05",
        "会議室の予約方法が決まっていない",
        "高",
        "中村",
        "2026年11月27日",
        "対応中",
        "11/18 中村：案を作成",
        "",
      ],
      ["2", "2026/10/07", "受付の人数が足りない", "中", "渡辺、小林", "2026/12/04(金)", "未着手", "", ""],
      ["3", "2026/10/09", "来客用の駐車場の確保", "低", "未定", "未定", "保留", "", ""],
      ["4", "2026/10/14", "案内図の印刷", "高", "中村", "2026/11/13", "完了", "", "2026/11/13"],
      ["合計", "", "4件", "", "", "", "", "", ""],
    ];
    expect(readRows(tsv(rows))).toEqual([
      ["会議室の予約方法が決まっていない", "中村", "対応中", "高", "2026-11-27", null, true],
      ["受付の人数が足りない", "渡辺 + 小林", "未着手", "中", "2026-12-04", null, true],
      ["来客用の駐車場の確保", "", "保留", "低", null, null, true],
      ["案内図の印刷", "中村", "完了", "高", "2026-11-13", "2026-11-13", true],
    ]);
  });

  test.each([
    [
      "Chinese",
      ["序号", "任务名称", "负责人", "截止日期", "状态"],
      ["更换三号仓库的门锁", "王芳", "2026年12月1日", "进行中"],
    ],
    [
      "Korean",
      ["번호", "업무 내용", "담당자", "마감일", "상태"],
      ["창고 출입문 열쇠 교체하기", "김하늘", "2026. 12. 1.", "진행 중"],
    ],
    [
      "Ukrainian",
      ["№", "Завдання", "Відповідальний", "Термін", "Статус"],
      ["Замінити замок на складі", "Коваль", "1 грудня 2026 р.", "в роботі"],
    ],
    [
      "Arabic",
      ["م", "المهمة", "المسؤول", "تاريخ الاستحقاق", "الحالة"],
      ["استبدال قفل باب المخزن", "سعاد", "2026-12-01", "قيد التنفيذ"],
    ],
  ])("in %s", (_, header, [title = "", owner = "", due = "", status = ""]) => {
    const others = [`${title} 2`, `${title} 3`].map((text, index) => [String(index + 2), text, owner, due, status]);
    expect(readRows(tsv([header, ["1", title, owner, due, status], ...others]))[0]).toEqual([
      title,
      owner,
      status,
      null,
      "2026-12-01",
      null,
      true,
    ]);
  });
});

describe("the day on which work was over is known by any word for that", () => {
  test.each([
    ["Soldée le", "Soldée"],
    ["Umgesetzt am", "Umgesetzt"],
    ["Signed off on", "Signed off"],
    ["Anulado el", "Anulado"],
    ["Behoben am", "Behoben"],
    ["Splněno dne", "Splněno"],
  ])("%s", (heading, status) => {
    const rows = [
      ["Ersatz der Tür im Keller", "Mira Voss", "30.10.2026", status, "28.10.2026"],
      ["Farbe für den Zaun kaufen", "Jon Beck", "18.12.2026", "Offen", ""],
      ["Lampe im Flur tauschen", "Jon Beck", "19.12.2026", "Offen", ""],
    ];
    const [first] = read(table(["Aufgabe", "Zuständig", "Termin", "Status", heading], rows), "2026-11-20").drafts;
    expect([first?.closed, first?.closedDate]).toEqual([true, "2026-10-28"]);
  });
});
