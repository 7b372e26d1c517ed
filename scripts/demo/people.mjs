import { user } from './clock.mjs';

/** Six cities, each with its region, two engineers and ten customers. */
export const cities = [
  {
    id: 'beijing',
    center: [116.407, 39.904],
    name: '北京',
    region: 'north',
    province: '北京市',
    city: '北京市',
    districts: ['朝阳区', '海淀区', '丰台区', '大兴区'],
    streets: ['望京东路', '中关村南大街', '科技园南路', '荣华中路', '酒仙桥路'],
  },
  {
    id: 'shanghai',
    center: [121.474, 31.23],
    name: '上海',
    region: 'east',
    province: '上海市',
    city: '上海市',
    districts: ['浦东新区', '徐汇区', '闵行区', '静安区'],
    streets: ['张江路', '漕宝路', '莘庄南路', '共和新路', '金科路'],
  },
  {
    id: 'guangzhou',
    center: [113.264, 23.129],
    name: '广州',
    region: 'south',
    province: '广东省',
    city: '广州市',
    districts: ['天河区', '番禺区', '黄埔区', '海珠区'],
    streets: ['黄埔大道', '科学大道', '新港东路', '汉溪大道', '体育东路'],
  },
  {
    id: 'wuhan',
    center: [114.305, 30.593],
    name: '武汉',
    region: 'central',
    province: '湖北省',
    city: '武汉市',
    districts: ['洪山区', '江汉区', '武昌区', '东西湖区'],
    streets: ['光谷大道', '解放大道', '中南路', '金银湖路', '珞喻路'],
  },
  {
    id: 'chengdu',
    center: [104.066, 30.572],
    name: '成都',
    region: 'southwest',
    province: '四川省',
    city: '成都市',
    districts: ['武侯区', '高新区', '锦江区', '双流区'],
    streets: ['天府大道', '人民南路', '锦城大道', '科园南路', '东大街'],
  },
  {
    id: 'xian',
    center: [108.94, 34.341],
    name: '西安',
    region: 'northwest',
    province: '陕西省',
    city: '西安市',
    districts: ['雁塔区', '未央区', '高新区', '碑林区'],
    streets: ['科技路', '凤城五路', '唐延路', '长安南路', '锦业路'],
  },
];

/** A place in a city, spread evenly: the n-th is always the same. */
export function placeIn(city, n) {
  const angle = n * 2.399963;
  const far = 0.025 + 0.11 * ((n * 0.618034) % 1);
  return {
    longitude: (city.center[0] + far * 1.2 * Math.cos(angle)).toFixed(5),
    latitude: (city.center[1] + far * Math.sin(angle)).toFixed(5),
  };
}

const levelNumbers = { junior: 1, middle: 2, senior: 3, expert: 4 };

export const departments = [
  { id: 'company', name: '恒川智能设备服务有限公司', parent: null, head: 'manager1' },
  { id: 'desk', name: '客户服务部', parent: 'company', head: 'agent1' },
  { id: 'dispatching', name: '调度中心', parent: 'company', head: 'dispatcher1' },
  { id: 'field', name: '现场服务部', parent: 'company', head: 'manager1' },
  ...cities.map(({ id, name }, index) => ({
    id: `station_${id}`,
    name: `${name}服务站`,
    parent: 'field',
    head: `engineer${index * 2 + 1}`,
  })),
  { id: 'storage', name: '备件中心', parent: 'company', head: 'keeper1' },
  { id: 'sales', name: '市场部', parent: 'company', head: 'sales1' },
];

const office = [
  ['agent1', '周雨桐', 'desk', 'agent'],
  ['agent2', '许佳宁', 'desk', 'agent'],
  ['agent3', '马思远', 'desk', 'agent'],
  ['dispatcher1', '陈立新', 'dispatching', 'dispatcher'],
  ['dispatcher2', '赵曼', 'dispatching', 'dispatcher'],
  ['manager1', '林国栋', 'company', 'manager'],
  ['director1', '江海宁', 'company', 'director'],
  ['keeper1', '孙国平', 'storage', 'storekeeper'],
  ['finance1', '韩敏', 'company', 'finance'],
  ['region1', '杜若川', 'station_beijing', 'region_manager', 'region_north'],
  ['region2', '苏敏仪', 'station_shanghai', 'region_manager', 'region_east'],
  ['viewer1', '沈清', 'company', 'viewer'],
  ['sales1', '何晓东', 'sales', 'viewer'],
  ['sales2', '蒋雪', 'sales', 'viewer'],
];

/** `pace`: how long this engineer takes to accept, beside the others; `care`: how seldom the work comes back. */
const engineerNames = [
  ['王建军', 'senior', ['hvac', 'water'], 0.8, 0.95],
  ['李思源', 'middle', ['printer', 'panel'], 1.1, 0.88],
  ['张文博', 'expert', ['hvac', 'water', 'printer'], 0.6, 0.97],
  ['顾小川', 'middle', ['printer', 'panel', 'water'], 1.0, 0.9],
  ['黄志强', 'senior', ['hvac', 'water'], 0.9, 0.93],
  ['梁家豪', 'junior', ['printer', 'panel'], 1.7, 0.8],
  ['刘海波', 'middle', ['hvac', 'printer'], 1.2, 0.9],
  ['胡晓峰', 'senior', ['water', 'panel'], 0.9, 0.94],
  ['罗勇', 'expert', ['hvac', 'water', 'panel'], 0.7, 0.96],
  ['唐明轩', 'middle', ['printer', 'panel'], 1.3, 0.86],
  ['马振华', 'senior', ['hvac', 'water', 'printer'], 1.0, 0.92],
  ['高翔', 'junior', ['printer', 'panel', 'water'], 1.6, 0.82],
];

export const engineers = engineerNames.map(([name, level, skills, pace, care], index) => {
  const city = cities[Math.floor(index / 2)];
  return {
    id: `e${String(index + 1).padStart(2, '0')}`,
    login: `engineer${index + 1}`,
    name,
    level,
    skills,
    pace,
    care,
    city: city.id,
    region: city.region,
  };
});

export const users = [
  ...office.map(([login, name, department, ...roles]) => ({ login, name, department, roles })),
  ...engineers.map(({ login, name, city }) => ({
    login,
    name,
    department: `station_${city}`,
    roles: ['engineer', 'pool_engineer'],
  })),
];

const certificates = {
  hvac: ['制冷设备维修工（高级）', '特种作业操作证（制冷与空调）'],
  water: ['净水设备安装维修工', '涉水产品卫生知识培训证'],
  printer: ['数码复合机认证工程师', '办公设备维修工（中级）'],
  panel: ['会议系统集成工程师', '低压电工操作证'],
};

export function engineerRecords(random, day) {
  return engineers.map((engineer, index) => ({
    id: engineer.id,
    created: -900 + index * 20,
    values: {
      name: engineer.name,
      account: user(engineer.login),
      phone: `1360000${String(2101 + index * 37)}`,
      region: engineer.region,
      city: cities.find(({ id }) => id === engineer.city).name,
      level: engineer.level,
      home_address: homeOf(engineer, index),
      skills: engineer.skills,
      skill_levels: engineer.skills.map((line, at) => ({
        line,
        level: Math.max(1, levelNumbers[engineer.level] - (at === 2 ? 1 : 0)),
      })),
      shift_start: index % 4 === 3 ? '10:00' : '08:30',
      shift_end: index % 4 === 3 ? '19:30' : '18:00',
      day_capacity: engineer.level === 'junior' ? '6.0' : '8.0',
      rating: (3.4 + engineer.care * 1.6 - engineer.pace * 0.25).toFixed(1),
      active: true,
      hired_on: day(-random.between(420, 3200)),
      certificates: engineer.skills.slice(0, 2).map((skill) => {
        const issued = -random.between(200, 900);
        return {
          name: random.pick(certificates[skill]),
          line: skill,
          number: `ZJ${random.between(100000, 999999)}`,
          issued_on: day(issued),
          expires_on: day(issued + 1095),
        };
      }),
    },
  }));
}

function homeOf(engineer, index) {
  const city = cities.find(({ id }) => id === engineer.city);
  const district = city.districts[index % city.districts.length];
  return {
    province: city.province,
    city: city.city,
    district,
    detail: `${city.name}服务站`,
    ...placeIn(city, index + 3),
  };
}

/** Who is away these days. */
export function leaveRecords(at) {
  const leave = (id, engineer, kind, reason, from, to) => ({
    id,
    created: -2,
    values: {
      engineer: { $ref: `engineer/${engineer}` },
      kind,
      reason,
      starts_at: at(from),
      ends_at: at(to),
    },
  });
  const day = 1440;
  return [
    leave('l1', 'e06', 'training', '新品安装培训', 13 * 60, 18 * 60),
    leave('l2', 'e10', 'sick', '感冒就医', 8 * 60, 12 * 60),
    leave('l3', 'e12', 'annual', '年假', day + 8 * 60, 3 * day + 18 * 60),
    leave('l4', 'e03', 'other', '回站领取工具', 15 * 60, 16 * 60 + 30),
  ];
}
