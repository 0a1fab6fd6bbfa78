export { readYaml, readYamlList, readYamlMap, scalarText } from './decode.ts';
export { writeYaml } from './write.ts';
