// What was built must fit the promises: small enough to start at once, nothing that the content policy would block, and no
// address of the network.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../dist", import.meta.url));
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const sizeOf = (of) => of.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024;
// Read before the first screen stands: what the page names, and the bridge it chooses. Screens that are seldom opened come later.
const page = readFileSync(join(root, "index.html"), "utf8");
const atStart = (file) => page.includes(basename(file)) || basename(file).startsWith("program-");
// Names of XML vocabularies and of help pages inside error texts of the libraries; none of them is ever fetched.
const HARMLESS = /^https?:\/\/(?:www\.w3\.org|react\.dev|react-spectrum\.adobe\.com|react-aria\.adobe\.com|tanstack\.com|github\.com|developer\.mozilla\.org|fb\.me|bugs\.(?:webkit\.org|chromium\.org)|crbug\.com|bugzilla\.mozilla\.org|v2\.tauri\.app|localhost)/;

const broken = [];
const scripts = files.filter((file) => file.endsWith(".js"));
const start = sizeOf(scripts.filter(atStart));
const later = sizeOf(scripts.filter((file) => !atStart(file)));
const styles = sizeOf(files.filter((file) => file.endsWith(".css")));
if (scripts.filter(atStart).length < 2) broken.push("the scripts of the start were not found; look how the page names them");
if (start > 262) broken.push(`scripts of the start are ${start.toFixed(1)} KB compressed; the limit is 262`);
// Each is read alone when it is first opened; together they grow with the screens. Raised when the look of letters came.
if (later > 66) broken.push(`scripts of the later screens are ${later.toFixed(1)} KB compressed; the limit is 66`);
if (styles > 25) broken.push(`styles are ${styles.toFixed(1)} KB compressed; the limit is 25`);
for (const file of files.filter((each) => /\.(js|css|html)$/.test(each))) {
  const text = readFileSync(file, "utf8");
  if (/\beval\(|\bnew Function\(/.test(text)) broken.push(`${file}: code from a string`);
  if (file.endsWith(".html") && /\sstyle=|<script>|<style/.test(text)) broken.push(`${file}: inline style or script`);
  if (/url\(["']?data:/.test(text)) broken.push(`${file}: a data: address`);
  for (const [address] of text.matchAll(/https?:\/\/[\w.-]+/g)) if (!HARMLESS.test(address)) broken.push(`${file}: ${address}`);
  if (/Riverbend|makeFake/.test(text)) broken.push(`${file}: holds the stand-in back end`);
}
for (const line of broken) console.error(line);
console.log(`scripts ${start.toFixed(1)} KB at the start and ${later.toFixed(1)} KB later, styles ${styles.toFixed(1)} KB compressed, ${broken.length} broken promises`);
process.exitCode = broken.length > 0 ? 1 : 0;
