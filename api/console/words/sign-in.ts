import type { Pairs } from './pair.ts';

export const signIn = {
  'sign-in.title': ['Sign in', '登录'],
  'sign-in.what': [
    'Ranked, explained leads for people who decide. A lead is a reason to look, not evidence.',
    '为作出决定的人提供有排序、有解释的线索。线索只是查看的理由，不是证据。',
  ],
  'sign-in.account': ['Account', '账号'],
  'sign-in.password': ['Password', '口令'],
  'sign-in.go': ['Sign in', '登录'],
  'sign-in.oidc': ['Sign in with {label}', '使用 {label} 登录'],
  'sign-in.refused': ['Account or password is not right.', '账号或口令不正确。'],
  'sign-in.slow': ['Too many tries. Wait, then try again.', '尝试次数过多，请稍后再试。'],
  'sign-in.demo': ['Demo accounts', '演示账号'],
  'sign-in.demo.say': [
    'This home holds synthetic data only, so its accounts are open. Each role sees and may do different things.',
    '本实例只含合成数据，故账号公开。不同角色所见与可做之事不同。',
  ],
  'sign-in.as': ['Sign in as {account}', '以 {account} 登录'],
  'sign-in.rotate.title': ['Choose a password of your own', '请设置自己的口令'],
  'sign-in.rotate.say': [
    'This password was given to you, so somebody else knows it. Nothing else is open until you change it.',
    '此口令由他人给定，他人可能知道。更改之前不能进行其他操作。',
  ],
  'sign-in.before': ['Password until now', '原口令'],
  'sign-in.after': ['New password', '新口令'],
  'sign-in.change': ['Change the password', '更改口令'],
  'role.investigator': ['investigator', '侦查员'],
  'role.reviewer': ['reviewer', '审核员'],
  'role.supervisor': ['supervisor', '主管'],
  'role.analyst': ['analyst', '分析员'],
  'role.integrator': ['integrator', '对接员'],
  'role.administrator': ['administrator', '管理员'],
  'role.says.investigator': [
    'opens leads under a case, looks at the network, asks for identities, records outcomes',
    '在案件下查看线索与网络，申请身份解封，登记结果',
  ],
  'role.says.reviewer': [
    'takes the next lead, opens its evidence, approves or dismisses it',
    '领取线索，查看依据，批准或排除',
  ],
  'role.says.supervisor': [
    'opens cases, assigns and dispatches leads, grants identities, corrects records',
    '立案、分派与派发线索，批准身份解封，更正记录',
  ],
  'role.says.analyst': ['trains, compares and promotes models; sees no lead', '训练、比较、启用模型；不看线索'],
  'role.says.integrator': ['looks after endpoints and deliveries', '维护接收端与投递'],
  'role.says.administrator': ['keeps accounts, units and endpoints; sees no lead', '管理账号、单位与接收端；不看线索'],
} as const satisfies Pairs;
