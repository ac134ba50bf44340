// What was built must fit the promises: small enough to start at once, nothing that the content policy would block, and no
// address of the network.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../dist", import.meta.url));
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const sizeOf = (ending) => files.filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024;
// Names of XML vocabularies and of help pages inside error texts of the libraries; none of them is ever fetched.
const HARMLESS = /^https?:\/\/(?:www\.w3\.org|react\.dev|react-spectrum\.adobe\.com|react-aria\.adobe\.com|tanstack\.com|github\.com|developer\.mozilla\.org|fb\.me|bugs\.(?:webkit\.org|chromium\.org)|crbug\.com|bugzilla\.mozilla\.org|v2\.tauri\.app|localhost)/;

const broken = [];
const scripts = sizeOf(".js");
const styles = sizeOf(".css");
if (scripts > 260) broken.push(`scripts are ${scripts.toFixed(1)} KB compressed; the limit is 260`);
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
console.log(`scripts ${scripts.toFixed(1)} KB, styles ${styles.toFixed(1)} KB compressed, ${broken.length} broken promises`);
process.exitCode = broken.length > 0 ? 1 : 0;
