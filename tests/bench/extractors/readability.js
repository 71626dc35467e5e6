// readability.js beside us: node readability.js MODULES PAGE.html...  A line of JSON a page: its text and CPU in seconds.
const fs = require("fs"), path = require("path");
const load = name => require(path.join(path.resolve(process.argv[2]), "node_modules", name));
const { Readability } = load("@mozilla/readability"), { parseHTML } = load("linkedom");
// A tree's textContent runs blocks together; the words at their seams are kept apart as a reader would see them.
const BLOCK = /^(P|DIV|LI|UL|OL|H[1-6]|BLOCKQUOTE|PRE|TABLE|TR|TD|TH|FIGURE|FIGCAPTION|SECTION|ARTICLE|BR|HR|DL|DT|DD|HEADER|FOOTER|ASIDE)$/;
function text(node) {
	let out = "";
	for (const child of node.childNodes) {
		if (child.nodeType === 3) out += child.data;
		else if (child.nodeType === 1) out += BLOCK.test(child.tagName) ? "\n" + text(child) + "\n" : text(child);
	}
	return out;
}
for (const file of process.argv.slice(3)) {
	const html = fs.readFileSync(file, "utf8"), from = process.cpuUsage();
	let said = "";
	try {
		const article = new Readability(parseHTML(html).document).parse();
		if (article) said = text(parseHTML("<html><body>" + article.content + "</body></html>").document.body);
	} catch (e) { said = ""; }
	const used = process.cpuUsage(from);
	console.log(JSON.stringify({ text: said, cpu: (used.user + used.system) / 1e6 }));
}
