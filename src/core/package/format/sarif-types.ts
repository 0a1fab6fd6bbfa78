/** The part of SARIF 2.1.0 that is written (docs.oasis-open.org/sarif/sarif/v2.1.0, schema sarif-schema-2.1.0.json). */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
}

export type SarifLevel = 'error' | 'warning' | 'note';

export interface SarifMessage {
  readonly text: string;
}

export interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifMessage;
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: SarifLevel };
}

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SarifArtifact {
  readonly uri: string;
  readonly uriBaseId: string;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: SarifArtifact; readonly region?: SarifRegion };
  }[];
  readonly fixes?: readonly {
    readonly description: SarifMessage;
    readonly artifactChanges: readonly {
      readonly artifactLocation: SarifArtifact;
      readonly replacements: readonly {
        readonly deletedRegion: SarifRegion;
        readonly insertedContent: SarifMessage;
      }[];
    }[];
  }[];
}

export interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly version: string;
      readonly rules: readonly SarifRule[];
    };
  };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
}
