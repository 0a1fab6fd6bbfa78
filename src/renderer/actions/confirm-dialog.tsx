import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { cliLine } from '../../client/index.ts';
import { useText } from '../i18n/index.ts';
import { Data } from '../text/data.tsx';
import { Preview } from './preview.tsx';
import { type Asking, run, stopAsking, useRunner } from './runner.ts';

/** The only modal: names what will be lost, shows it where the action can tell beforehand, and asks. */
export function ConfirmDialog() {
  const asking = useRunner((state) => state.asking);
  if (asking?.step !== 'confirm') return null;
  return <Confirm asking={asking} />;
}

function Confirm({ asking: { view, input } }: { readonly asking: Asking }) {
  const { t, say } = useText();
  const [preview, setPreview] = useState<string>();
  const [isIdle, setIdle] = useState(false);
  // What changes files shows them first, and writes when it is agreed to; the command line is told to write.
  const writes = view.fields.some((field) => field.name === 'write');
  const subject = view.face.subject && input[view.face.subject.field];
  return (
    <Modal
      opened
      onClose={stopAsking}
      title={say(view.title)}
      size={writes ? 'xl' : 'lg'}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="confirm">
        <p>{view.face.confirm ? say(view.face.confirm) : say(view.help)}</p>
        {typeof subject === 'string' && (
          <p>
            <Data mono>{subject}</Data>
          </p>
        )}
        {view.fields.some((field) => field.name === 'dryRun') && (
          <Preview
            view={view}
            input={input}
            onShown={(id, idle) => {
              setPreview(id);
              setIdle(idle);
            }}
          />
        )}
        {!isIdle && (
          <code className="cli-preview">{cliLine(view, writes ? { ...input, write: true } : input)}</code>
        )}
        <div className="form-foot">
          <Button size="xs" variant="default" onClick={stopAsking} data-autofocus>
            {t(isIdle ? 'common.close' : 'common.keep')}
          </Button>
          {!isIdle && (
            <Button
              size="xs"
              {...(writes ? {} : { className: 'danger' })}
              onClick={() => run(view, preview === undefined ? input : { ...input, preview })}
            >
              {say(view.title)}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
