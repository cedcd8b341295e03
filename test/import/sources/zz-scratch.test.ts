import { test } from "vitest";
import { readHtml } from "/work/main/src/import/sources/html.ts";
import { readStorage } from "/work/main/src/import/sources/storage.ts";
test("x", () => {
  const show = (x: unknown) => console.log(JSON.stringify(x, null, 1));
  show(readHtml(`<h1>Title</h1><p>Intro <b>bold </b>text<br>next *a* _b_ &lt;x&gt; a[b](c)</p>
<table><caption>Cap</caption><thead><tr><th>#</th><th>Area</th><th>Item</th><th>Owner<br>(s)</th><th>Notes</th></tr></thead><tbody>
<tr><td>1</td><td rowspan=2>Eng</td><td><p>Foo</p></td><td><a class="confluence-userlink" data-username="dfox" href="/display/~dfox">Dana Fox</a></td><td><ul><li><b>10/25:</b>hello<ul><li>nested<ul><li>deep</li></ul></li></ul></li><li>10/26: more</li></ul></td></tr>
<tr><td>2</td><td>Bar</td><td><span class="status-macro aui-lozenge">IN PROGRESS</span>x</td><td>a<br>b<table><tr><td>i</td><td>j</td></tr><tr><td>k</td><td>l</td></tr></table></td></tr>
<tr><td colspan=5><b>Closed</b></td></tr>
<tr><td>3</td><td>E</td><td>Bar</td><td><time datetime="2017-01-02">2 Jan</time></td><td></td></tr>
</table><ul><li>a<p>para</p><ol><li>x</li><li>y</li></ol>tail</li><li><input type=checkbox checked>done</li></ul><pre>a
 b</pre><hr>`));
  show(readStorage(`<h2>T&nbsp;&eacute;&NewLine;&copy;</h2><ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">Closed items</ac:parameter><ac:rich-text-body>
<table><tbody><tr><th>A</th><th>B</th></tr><tr><td><ac:link><ri:user ri:account-id="5:ab"/></ac:link></td><td><time datetime="2017-10-25" /> <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DONE</ac:parameter></ac:structured-macro><ac:emoticon ac:name="tick"/></td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>
<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>do <ac:link><ri:page ri:content-title="P"/><ac:plain-text-link-body><![CDATA[the <page>]]></ac:plain-text-link-body></ac:link></ac:task-body></ac:task></ac:task-list>`));
  for (const bad of [`<p><b>x</p>`, `<p>x`, `<p>a</p>\n<td`, `<!DOCTYPE a [<!ENTITY b "c">]><p>&b;</p>`, `<p>&constructor;</p>`, `<p>&bogus;</p>`, `<p>a<br>b</p>`, `x ]]> y`, "<a>".repeat(10000), "<p>\u0007</p>", `<?xml version="1.0"?><p>a</p>`, `<p a=1>x</p>`, `<p>&</p>`]) show(readStorage(bad));
});
