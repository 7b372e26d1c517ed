import type { ImportPreview } from '@fieldwork/api-contract';
import { App, Steps } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { uploadFile } from '../../api/files.js';
import { previewImport } from '../../api/imports.js';
import { messageOf } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import shell from '../shell/shell.module.css';
import { FileDrop } from './file-drop.js';
import { importWords } from './import-words.js';
import { JobView } from './job-view.js';
import { MappingStep } from './mapping-step.js';

interface Chosen {
  file: string;
  name: string;
  sheet: string | undefined;
  preview: ImportPreview;
}
interface Running {
  job: string;
  form: string;
}

/** From a file to records: choose it, look at its columns, watch it run. Into a form, or making one. */
export function ImportPage() {
  const t = useWords(importWords);
  const text = useText();
  const scope = useAppScope();
  const { form: formId } = useParams();
  const form = formId === undefined ? null : (scope.forms.get(formId) ?? null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const { message } = App.useApp();
  const [isReading, setReading] = useState(false);
  const title = form ? t('title_into', { form: text(form.label) }) : t('title_new');
  useCrumbs([
    { label: text(scope.data.app.label), to: `/apps/${scope.id}` },
    ...(form ? [{ label: text(form.label), to: `/apps/${scope.id}/forms/${form.id}` }] : []),
    { label: title },
  ]);
  const isAllowed =
    formId === undefined ? scope.data.canDesign : form !== null && scope.access(formId).import;
  if (!isAllowed) return <EmptyState title={t('not_allowed')} />;

  const read = async (file: string, name: string, sheet?: string) => {
    setReading(true);
    try {
      const preview = await previewImport(scope.id, file, sheet);
      setChosen({ file, name, sheet: sheet ?? preview.sheets[0], preview });
    } catch (error) {
      message.error(messageOf(error));
    } finally {
      setReading(false);
    }
  };
  const take = async (file: File) => {
    setReading(true);
    try {
      const { id } = await uploadFile(file);
      await read(id, file.name);
    } catch (error) {
      message.error(messageOf(error));
    } finally {
      setReading(false);
    }
  };
  const step = running ? 2 : chosen ? 1 : 0;
  return (
    <div className={shell.page} style={{ overflow: 'auto' }}>
      <PageHeader title={title} />
      <Steps
        size="small"
        // Three short words have room on a phone too; below each other they push the work off it.
        responsive={false}
        current={step}
        style={{ maxWidth: 640, marginBottom: 8 }}
        items={[{ title: t('step_file') }, { title: t('step_columns') }, { title: t('step_run') }]}
      />
      {step === 0 && <FileDrop isReading={isReading} onFile={(file) => void take(file)} />}
      {step === 1 && chosen && (
        <MappingStep
          key={chosen.sheet}
          form={form}
          file={chosen.file}
          fileName={chosen.name}
          sheet={chosen.sheet}
          preview={chosen.preview}
          isReading={isReading}
          onSheet={(sheet) => void read(chosen.file, chosen.name, sheet)}
          onBack={() => setChosen(null)}
          onStarted={setRunning}
        />
      )}
      {running && (
        <JobView
          job={running.job}
          form={running.form}
          onAgain={() => {
            setRunning(null);
            setChosen(null);
          }}
        />
      )}
    </div>
  );
}
