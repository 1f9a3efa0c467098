// node validate.js FILE…: whether they keep to the schema of CycloneDX, and every reference in them leads somewhere.
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const bom = JSON.parse(text);
  const faults = await new Validation.JsonStrictValidator(bom.specVersion).validate(text) ?? [];
  const refs = new Set([bom.metadata.component, ...bom.components].map(component => component['bom-ref']));
  const lost = bom.dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]).filter(ref => !refs.has(ref));

  if (faults.length > 0 || lost.length > 0 || !Object.values(Spec.Version).includes(bom.specVersion)) {
    console.error(`${file}: not CycloneDX ${bom.specVersion}`, JSON.stringify(faults, null, 2), lost);
    process.exit(1);
  }
}
