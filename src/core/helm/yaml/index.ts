export { readYaml, readYamlList, readYamlMap, scalarText } from './decode.ts';
export { YamlError } from './error.ts';
export { writeYaml } from './write.ts';
