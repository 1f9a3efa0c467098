// node complete.js BOM PROJECT FOLDER VERSION DATE: what the CycloneDX tool found in src/PROJECT becomes what is published of it
// in FOLDER. The tool lists packages that only the build needs, and knows nothing of files that come from npm.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [file, project, folder, version, date] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const licences = read(import.meta.dirname, 'licences.json');
const bom = read(file);

function fail(message) {
  console.error(`complete.js: ${message}`);
  process.exit(1);
}

// The file that the program is started by lists the packages that it has files of, with NuGet's hashes.
function publishedPackages() {
  const libraries = Object.entries(read(folder, `Registry.${project}.deps.json`).libraries);
  const packages = new Map(libraries.filter(([, library]) => library.type === 'package').map(([key, library]) => [key.replace('/', '@'), library.sha512]));

  // Scripts of Blazor, which are no library.
  if (existsSync(join(folder, 'wwwroot/_framework'))) {
    const assets = bom.components.find(component => component.name === 'Microsoft.AspNetCore.App.Internal.Assets');
    packages.set(`${assets.name}@${assets.version}`, null);
  }

  return packages;
}

const locked = new Map(Object.values(read(root, 'src', project, 'packages.lock.json').dependencies)
  .flatMap(packages => Object.entries(packages))
  .map(([name, { resolved, contentHash }]) => [`${name}@${resolved}`, contentHash]));

function shippedFromNuGet() {
  return [...publishedPackages()].map(([key, hash]) => {
    const component = bom.components.find(({ name, version }) => `${name}@${version}` === key) ?? fail(`${key} is published, but not known to the tool`);
    const contentHash = locked.get(key) ?? fail(`${key} is published, but not in src/${project}/packages.lock.json`);
    if (hash !== null && hash !== `sha512-${contentHash}`) {
      fail(`${key} is published with the hash ${hash}, and locked with ${contentHash}`);
    }

    // Older packages name their licence by its address.
    const [{ license }] = component.licenses ?? [{}];
    const known = licences['named by address'][license?.url];
    return {
      ...component,
      scope: 'required',
      ...(known && { licenses: [{ license: { id: known, url: license.url } }] }),
      // The hash of the component is that of the .nupkg; the one in lock files leaves out its signature.
      properties: [{ name: 'nuget:contentHash', value: contentHash }],
    };
  });
}

// "dependencies" there is what src/Hub/wwwroot/lib is made from.
function shippedFromNpm() {
  if (!existsSync(join(folder, 'wwwroot/_content/Registry.Hub/lib'))) {
    return [];
  }

  const { packages } = read(root, 'src/Hub/assets/package-lock.json');
  return Object.keys(packages[''].dependencies).map(name => {
    const { version, integrity, license } = packages[`node_modules/${name}`];
    return {
      type: 'library',
      'bom-ref': `pkg:npm/${name}@${version}`,
      name,
      version,
      scope: 'required',
      hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex').toUpperCase() }],
      licenses: [{ license: { id: license } }],
      purl: `pkg:npm/${name}@${version}`,
    };
  });
}

const nuget = shippedFromNuGet();
const npm = shippedFromNpm();
const kept = new Set(nuget.map(component => component['bom-ref']));
const direct = new Map(bom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));

// Packages without files of their own stand for those that they bring.
const nearest = ref => (direct.get(ref) ?? []).flatMap(to => kept.has(to) ? [to] : nearest(to));
const unique = refs => [...new Set(refs)].sort();

const program = { type: 'application', 'bom-ref': `registry-${project.toLowerCase()}`, name: `registry-${project.toLowerCase()}`, version };
const dependencies = [
  { ref: program['bom-ref'], dependsOn: unique([...nearest(bom.metadata.component['bom-ref']), ...npm.map(component => component['bom-ref'])]) },
  ...nuget.map(({ 'bom-ref': ref }) => ({ ref, dependsOn: unique(nearest(ref)) })),
  ...npm.map(({ 'bom-ref': ref }) => ({ ref })),
];

console.log(JSON.stringify({
  ...bom,
  metadata: { ...bom.metadata, timestamp: date, lifecycles: [{ phase: 'build' }], component: program },
  components: [...nuget, ...npm],
  dependencies,
}, null, 2));
