// node licences.js FILE…: a list of what is in these SBOMs, with licences, as Markdown. Refuses licences that are not allowed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { allowed } = JSON.parse(readFileSync(join(import.meta.dirname, 'licences.json'), 'utf8'));
const shipped = new Map();
for (const file of process.argv.slice(2)) {
  const { metadata, components } = JSON.parse(readFileSync(file, 'utf8'));
  for (const { purl, name, version, licenses = [] } of components) {
    const licence = licenses.map(({ license, expression }) => expression ?? license.id ?? `${license.name} ${license.url ?? ''}`.trim()).join(', ');
    const entry = shipped.get(purl) ?? { name, version, licence, from: purl.startsWith('pkg:npm/') ? 'npm' : 'NuGet', programs: [] };
    entry.programs.push(metadata.component.name);
    shipped.set(purl, entry);
  }
}

const refused = [...shipped.values()].filter(({ licence }) => !allowed.includes(licence));
if (refused.length > 0) {
  for (const { name, version, licence } of refused) {
    console.error(`${name} ${version}: the licence "${licence}" is not among those that deploy/sbom/licences.json allows`);
  }

  process.exit(1);
}

// By code unit, not by the language of the machine.
const key = ({ from, name, version }) => `${from} ${name.toLowerCase()} ${version}`;
const rows = [...shipped.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
console.log(`# Licences of what is shipped

Every package that is in what \`dotnet publish\` makes of \`src/Api\` (registry-api) and \`src/Silo\` (registry-silo), and every one that
files of the Hub's pages are from. \`deploy/sbom/make\` makes this list; CI refuses one that is not current, and licences other than
these, which \`deploy/sbom/licences.json\` allows:

${allowed.map(licence => `- ${licence}`).join('\n')}

A licence is what the package says of itself; what it has taken over from others stands in notices inside it. Of .NET itself, which is
under MIT, only the small program that starts each of the two is published.

| package | version | licence | from | in |
|---|---|---|---|---|
${rows.map(({ name, version, licence, from, programs }) => `| ${name} | ${version} | ${licence} | ${from} | ${programs.join(', ')} |`).join('\n')}`);
