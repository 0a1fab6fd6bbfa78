import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { run } from '../../../actions/runner.ts';
import type { JsonObject } from '../../../contract.ts';
import { useText } from '../../../i18n/index.ts';
import { Empty, Lines, Section } from '../../../parts/basics.tsx';
import { ErrorPanel } from '../../../parts/error-panel.tsx';
import { Grid } from '../../../parts/grid.tsx';
import { useAnswer } from '../../../state/answer.ts';
import { useConsole } from '../../../state/engine.ts';
import { Data } from '../../../text/data.tsx';
import { bytes } from '../../../text/format.ts';

/** What the Docker engine has, asked when the person wants to know; each image can be taken from here. */
export function DockerImages() {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState<JsonObject>();
  const host = typed.trim() === '' ? {} : { host: typed.trim() };
  const take = useConsole((state) => state.actions)?.find(({ id }) => id === 'image.docker.import');
  const { data, error, ask, loading } = useAnswer('image.docker.ls', wanted);
  const rows = (data?.images ?? []).flatMap(({ names, id, bytes: size, createdAt }) =>
    names.map((name) => ({ name, id, size, createdAt })),
  );
  return (
    <Section
      title={t('copies.docker')}
      aside={
        <form
          className="with-note"
          onSubmit={(event) => {
            event.preventDefault();
            if (JSON.stringify(host) === JSON.stringify(wanted)) ask();
            else setWanted(host);
          }}
        >
          <TextInput
            size="xs"
            className="mono-input docker-host"
            aria-label={t('copies.docker.host')}
            placeholder={t('copies.docker.host')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" data-action="image.docker.ls">
            {t('copies.docker.ask')}
          </Button>
        </form>
      }
    >
      {wanted && error ? (
        <ErrorPanel error={error} again={ask} />
      ) : wanted && !data && loading ? (
        <Lines rows={3} />
      ) : data && rows.length === 0 ? (
        <Empty title={t('copies.docker.none')} />
      ) : (
        data && (
          <Grid
            label={t('copies.docker')}
            rows={rows}
            rowKey={({ name }) => name}
            columns={[
              {
                key: 'name',
                title: t('copies.docker.image'),
                track: 'minmax(200px, 3fr)',
                cell: ({ name }) => (
                  <Data mono clip>
                    {name}
                  </Data>
                ),
              },
              {
                key: 'created',
                title: t('copies.docker.created'),
                track: '160px',
                cell: ({ createdAt }) => createdAt.slice(0, 16).replace('T', ' '),
              },
              {
                key: 'size',
                title: t('common.size'),
                track: '90px',
                right: true,
                cell: ({ size }) => bytes(size),
              },
              {
                key: 'take',
                title: '',
                track: '90px',
                cell: ({ name }) =>
                  take && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => run(take, { image: name, ...wanted })}
                    >
                      {t('copies.docker.take')}
                    </Button>
                  ),
              },
            ]}
          />
        )
      )}
    </Section>
  );
}
