import { day, user } from './clock.mjs';

const steps = (...lines) => `<ol>${lines.map((line) => `<li>${line}</li>`).join('')}</ol>`;
const solution = (title, lines, fault, symptoms, cause, body, solved) => ({
  title,
  kind: 'solution',
  lines,
  fault,
  symptoms,
  cause,
  steps: steps(...body),
  audience: ['engineer', 'agent'],
  solved,
});

/** What a customer can do himself. */
function selfHelp(title, lines, body, ago) {
  // A day and an author of its own: other records of the demo stay what they are.
  return { title, kind: 'faq', lines, steps: steps(...body), audience: ['customer', 'agent'], ago };
}

const rows = [
  solution(
    '多联机 E7 通信故障的排查',
    ['hvac'],
    'power',
    '外机不启动，线控器显示 E7，内机送风正常。',
    '室内外机通信中断，常见于雷击后主控板通信口损坏或信号线接反。',
    [
      '断电 5 分钟后测量 P、Q 信号线电压，正常为 0.5–3 V 跳动',
      '无跳动时脱开内机逐台测量，确定是内机还是外机一侧',
      '外机侧无信号则更换主控板，按原拨码设置',
      '恢复后查看故障记录并清除',
      '建议客户在配电箱加装浪涌保护器',
    ],
    21,
  ),
  solution(
    '天花机滴水的三个原因',
    ['hvac'],
    'leak',
    '室内机四周或面板滴水，天花板有水渍。',
    '提升泵不工作、排水管坡度不足或堵塞、保温棉破损结露。',
    [
      '打开检修口观察接水盘水位',
      '水位高而泵不转：测量泵的供电，有电则更换提升泵',
      '泵转而不排水：疏通排水管，检查提升高度不超过 700 毫米',
      '无积水而滴水：检查保温棉接缝，重新包扎',
    ],
    34,
  ),
  solution(
    '制冷效果差：先看换热再看冷媒',
    ['hvac'],
    'cooling',
    '出风不凉或温差小于 8 度。',
    '换热器脏堵占六成，其次为缺氟与膨胀阀卡滞。',
    [
      '测量进出风温差与低压压力',
      '温差小、压力正常：清洗滤网与换热器',
      '压力低于 0.5 MPa：查漏、补焊、抽真空后按铭牌加注',
      '压力波动大：检查电子膨胀阀线圈与开度',
    ],
    47,
  ),
  solution(
    '空调异响的定位方法',
    ['hvac'],
    'noise',
    '高风挡有摩擦声，或停机时有哒哒声。',
    '电机轴承磨损、面板共振、风轮积灰失去平衡。',
    ['分别在低、中、高风挡听声', '随转速变化：检查风轮与电机轴承', '只在启停时出现：检查面板卡扣与铜管碰壁'],
    12,
  ),
  solution(
    '净水机出水变小的处理',
    ['water'],
    'quality',
    '出水流量明显减小，滤芯灯变红。',
    '前置滤芯堵塞、反渗透膜到期、增压泵压力不足。',
    [
      '关闭进水，观察前置滤芯颜色与重量',
      '更换 PP 棉、活性炭后冲洗 15 分钟',
      '流量仍小：测增压泵出口压力，低于 0.4 MPa 则更换',
      '更换反渗透膜后记录 TDS',
    ],
    39,
  ),
  solution(
    'TDS 偏高时如何区分膜与探头',
    ['water'],
    'quality',
    '显示 TDS 高于 50。',
    '膜破损或探头漂移，两者处理费用相差很大。',
    [
      '用手持 TDS 笔复测出水',
      '笔测正常：更换探头并用标准液校准',
      '笔测偏高：测脱盐率，低于 90% 更换反渗透膜',
    ],
    18,
  ),
  solution(
    '开水器跳闸的安全检查',
    ['water'],
    'power',
    '通电即跳闸。',
    '加热管绝缘击穿，或接线端子受潮。',
    ['断电并挂牌，不得带电操作', '测量加热管对地绝缘，低于 2 MΩ 更换', '检查端子与漏电保护器，烘干后复测'],
    9,
  ),
  solution(
    '复合机频繁卡纸的检查顺序',
    ['printer'],
    'paper',
    '双面打印时在左侧盖板或定影区卡纸。',
    '搓纸轮磨损、定影分离爪积粉、纸张受潮。',
    [
      '查看卡纸代码，确定位置',
      '纸盒区：清洁或更换搓纸轮',
      '定影区：清洁分离爪，寿命超过 20 万张更换定影组件',
      '换一包新纸复测 50 张',
    ],
    52,
  ),
  solution(
    '打印有竖条或白条',
    ['printer'],
    'paper',
    '样张出现固定位置的黑线或白条。',
    '感光鼓划伤、转印带刮板老化、墨粉不足。',
    [
      '打印四色测试页，判断是单色还是全部',
      '单色黑线：更换对应感光鼓',
      '全部有条：清洁或更换转印带',
      '更换后做色彩校准',
    ],
    27,
  ),
  solution(
    '更换路由器后打印机连不上（可远程）',
    ['printer'],
    'network',
    '更换网络后全部电脑找不到打印机。',
    '打印机的固定 IP 不在新网段。',
    [
      '请客户在面板上打印网络配置页',
      '远程把 IP、网关改到新网段',
      '在一台电脑上重建端口并测试',
      '把其余电脑的步骤发给客户',
    ],
    31,
  ),
  solution(
    '会议平板有声音无图像',
    ['panel'],
    'display',
    '开机有声音，屏幕黑。',
    '信号源误选、背光灯条损坏、电源板无输出。',
    ['先远程指导按信号源键切换', '用手电斜照屏幕，隐约有图则为背光', '测电源板 24 V，无输出更换电源板'],
    23,
  ),
  solution(
    '触控失灵或偏移',
    ['panel'],
    'display',
    '触摸无反应或点位偏移。',
    '红外边框遮挡或故障、驱动异常。',
    ['清洁边框四周，移除贴纸', '重新校准九点定位', '仍无效：重装驱动；一侧无信号则更换红外边框'],
    36,
  ),
  solution(
    '无线投屏掉线',
    ['panel'],
    'network',
    '投屏数分钟后断开。',
    '2.4G 信道拥挤，或投屏模块过热。',
    ['改用 5G 频段并固定信道', '检查路由器的客户端隔离设置', '模块表面超过 70 度则更换'],
    15,
  ),
  {
    title: '上门服务作业规范',
    kind: 'sop',
    lines: ['hvac', 'water', 'printer', 'panel'],
    audience: ['engineer'],
    steps: steps(
      '出发前 30 分钟电话确认时间与现场联系人',
      '到达后出示工牌，穿鞋套，铺工作垫',
      '作业前拍照，断电、关水并挂牌',
      '更换备件时当面拆封，旧件交客户确认后带回',
      '完工试运行，清洁现场，请客户验收签字',
    ),
  },
  {
    title: '空调季节性保养作业指导',
    kind: 'sop',
    lines: ['hvac'],
    audience: ['engineer'],
    steps: steps(
      '记录运行电流、压力与进出风温度',
      '清洗滤网、换热器与接水盘',
      '测试排水与提升泵',
      '紧固电气接线，检查绝缘',
      '填写保养记录并提醒下次时间',
    ),
  },
  {
    title: '净水设备换芯作业指导',
    kind: 'sop',
    lines: ['water'],
    audience: ['engineer', 'customer'],
    steps: steps(
      '关闭进水阀并泄压',
      '按顺序更换 PP 棉、活性炭、反渗透膜',
      '更换密封圈并涂食品级硅脂',
      '冲洗 15 分钟，测 TDS 并贴标签',
    ),
  },
  {
    title: '质保如何计算？',
    kind: 'faq',
    lines: ['hvac', 'water', 'printer', 'panel'],
    audience: ['agent', 'customer'],
    steps:
      '<p>质保从安装日期起算，未安装的从购买日期起算；时长按型号，购买延保的顺延。报修当日在保的，备件与工时免费。</p>',
  },
  {
    title: '报修后多久有人联系？',
    kind: 'faq',
    lines: ['hvac', 'water', 'printer', 'panel'],
    audience: ['agent', 'customer'],
    steps: '<p>工作时间内 30 分钟受理，派工后工程师 30 分钟内接单并电话预约；停机类故障优先安排。</p>',
  },
  {
    title: '春节期间值班安排',
    kind: 'notice',
    lines: [],
    audience: ['agent', 'engineer'],
    steps: '<p>假期每个服务站保留一名值班工程师，停机类故障照常受理，保养类顺延至节后一周内完成。</p>',
    state: 'retired',
  },
  {
    title: '多联机主控板返修件检验流程（草稿）',
    kind: 'sop',
    lines: ['hvac'],
    audience: ['engineer'],
    steps: steps('登记旧件序列号', '外观与电容检查', '通电老化 4 小时'),
    state: 'draft',
  },
  selfHelp(
    '空调不凉，先看这四点',
    ['hvac'],
    [
      '看线控器：是不是设成了送风或制热，温度有没有设得过高',
      '看滤网：积灰会让风量变小，取下冲洗，晾干后装回',
      '看出风口和外机：不要被家具、杂物挡住',
      '关机 3 分钟再开；仍不凉或显示故障代码，请报修并告诉我们代码',
    ],
    12,
  ),
  selfHelp(
    '净水机滤芯灯变红或出水变小',
    ['water'],
    [
      '看进水阀是否全开，水龙头前的滤网有没有堵住',
      '滤芯灯变红表示滤芯到期，请记下机身铭牌上的序列号',
      '漏水时先关进水阀、拔掉电源',
      '更换滤芯请报修，我们带着对应型号的滤芯上门',
    ],
    18,
  ),
  selfHelp(
    '打印机卡纸怎么取出来',
    ['printer'],
    [
      '按屏幕提示的位置打开盖板，顺着走纸方向慢慢抽出，不要撕断',
      '翻动纸叠并对齐，纸张不要超过纸盒的刻度线',
      '受潮或翘边的纸换掉再试',
      '反复卡在同一位置，请报修并告诉我们卡纸代码',
    ],
    26,
  ),
  selfHelp(
    '会议平板投屏掉线或触摸不准',
    ['panel'],
    [
      '电脑和平板连同一个 Wi-Fi，优先用 5G 频段',
      '触摸不准时擦净屏幕四周边框，移开贴近边框的物品',
      '在设置里重新校准触摸',
      '仍不行，请报修并拍一段视频',
    ],
    33,
  ),
];

/** The steps of a work instruction, to be ticked off one by one. */
function toTick(body) {
  return [...body.matchAll(/<li>(.*?)<\/li>/g)].map(([, step]) => ({ step }));
}

export function articleRecords(random) {
  return rows.map(
    (
      { title, kind, lines, fault, symptoms, cause, steps: body, audience, state = 'published', ago },
      index,
    ) => {
      const made = ago === undefined ? -random.between(60, 340) : -ago;
      const author =
        ago === undefined ? random.pick(['engineer3', 'engineer1', 'engineer9', 'agent1']) : 'agent1';
      return {
        id: `k${String(index + 1).padStart(2, '0')}`,
        created: made,
        by: author,
        values: {
          title,
          kind,
          state,
          product_lines: lines,
          audience,
          steps: body,
          ...(kind === 'sop' && state === 'published' ? { checklist: toTick(body) } : {}),
          author: user(author),
          ...(fault ? { fault_category: fault, symptoms, cause } : {}),
          ...(state === 'draft' ? {} : { published_on: day(made + 2) }),
        },
      };
    },
  );
}
