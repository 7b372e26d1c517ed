import {
  AppstoreOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  CalendarOutlined,
  CarOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  FileTextOutlined,
  FormOutlined,
  HomeOutlined,
  IdcardOutlined,
  InboxOutlined,
  LaptopOutlined,
  MobileOutlined,
  PhoneOutlined,
  ProjectOutlined,
  SettingOutlined,
  ShopOutlined,
  SmileOutlined,
  SolutionOutlined,
  StarOutlined,
  TagsOutlined,
  TeamOutlined,
  ToolOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

/** The icons that documents can name. */
export const icons = {
  app: AppstoreOutlined,
  bell: BellOutlined,
  book: BookOutlined,
  calendar: CalendarOutlined,
  car: CarOutlined,
  chart: BarChartOutlined,
  contact: ContactsOutlined,
  customer: IdcardOutlined,
  dashboard: DashboardOutlined,
  database: DatabaseOutlined,
  device: LaptopOutlined,
  document: FileTextOutlined,
  form: FormOutlined,
  home: HomeOutlined,
  inbox: InboxOutlined,
  mobile: MobileOutlined,
  phone: PhoneOutlined,
  project: ProjectOutlined,
  service: CustomerServiceOutlined,
  settings: SettingOutlined,
  shop: ShopOutlined,
  smile: SmileOutlined,
  solution: SolutionOutlined,
  star: StarOutlined,
  tags: TagsOutlined,
  team: TeamOutlined,
  tool: ToolOutlined,
  user: UserOutlined,
} satisfies Record<string, ComponentType>;

/** An icon by the name a document gives; an unknown name shows the fallback. */
export function Icon({
  name,
  fallback = 'form',
}: {
  name?: string | null | undefined;
  fallback?: keyof typeof icons;
}) {
  const Shape = icons[name as keyof typeof icons] ?? icons[fallback];
  return <Shape aria-hidden />;
}
