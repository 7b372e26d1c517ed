import { ProfileOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';

/** Leads from a record to the overviews that the app has of its form. */
export function OverviewButtons({ form, record }: { form: string; record: string }) {
  const text = useText();
  const { id, pages } = useAppScope();
  return [...pages.values()].flatMap((page) =>
    page.type === 'overview' && page.form === form
      ? [
          <Link key={page.id} to={`/apps/${id}/pages/${page.id}?record=${record}`}>
            <Button icon={<ProfileOutlined />} tabIndex={-1}>
              {text(page.label)}
            </Button>
          </Link>,
        ]
      : [],
  );
}
