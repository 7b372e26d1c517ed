import { randomInt, timingSafeEqual } from 'node:crypto';
import type { PortalAsk, PortalEnter } from '@fieldwork/api-contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { networkOf } from '../identity/login-throttle.js';
import { createToken, hashToken } from '../identity/token.js';
import { MessageService } from '../messaging/message.service.js';
import { lookupTerms } from '../overviews/lookup-terms.js';
import { conflict, notFound, sentence, tooManyTries, unauthenticated } from '../platform/http/problem.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { PortalKeys } from './portal-keys.js';
import { type OpenHome, PortalPersons } from './portal-persons.js';
import { type PortalAt, PortalSignInStore } from './portal-sign-in.store.js';

const TOPIC = 'portal.code';

/** So many times within so many seconds: asking by network, asking for one address, trying by network. */
const limits = {
  ask: { points: 20, seconds: 3600 },
  askFor: { points: 5, seconds: 3600 },
  try: { points: 30, seconds: 600 },
} as const;

interface CodeAsked extends PortalAt {
  way: string;
  /** Sealed: neither the number nor the code is read in the outbox. */
  sealed: string;
}

/**
 * Signing in by a code. Whether an address is known is nowhere to be seen: a code is made and kept for every one, and
 * who it belongs to is looked up behind the answer.
 */
@Injectable()
export class PortalSignInService implements OnModuleInit {
  constructor(
    private readonly persons: PortalPersons,
    private readonly store: PortalSignInStore,
    private readonly messages: MessageService,
    private readonly outbox: OutboxStore,
    private readonly handlers: Outbox,
    private readonly keys: PortalKeys,
  ) {}

  onModuleInit(): void {
    this.handlers.on<CodeAsked>(TOPIC, async (tx, { payload: { way, sealed, ...at } }) => {
      const home = await this.persons.home(at).catch(() => null);
      const channel = home?.signIn.ways.find(({ field }) => field === way)?.channel;
      if (!home || channel === undefined) return;
      const { address, code } = this.keys.open(sealed);
      const [recordId] = await this.persons.find(home, way, address, tx);
      if (recordId === undefined) return;
      await this.messages.say(tx, channel, { app: at.app, form: home.signIn.form, recordId }, code);
    });
  }

  /** @throws Problem 404, 409 where no code can be sent at all, 429 */
  async ask(home: OpenHome, { way, address }: PortalAsk, from: string): Promise<void> {
    const { channel } = this.#way(home, way);
    if (!(await this.messages.canSay(home.at.app, channel))) throw noWay();
    const key = keyOf(way, address);
    await this.#spend('ask', networkOf(from));
    await this.#spend('askFor', `${home.at.app} ${home.at.page} ${key}`);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.store.database.transaction(async (tx) => {
      await this.store.keepCode(
        tx,
        home.at,
        this.keys.address(home.at, key),
        this.keys.code(home.at, key, code),
      );
      await this.outbox.enqueue(tx, TOPIC, { ...home.at, way, sealed: this.keys.seal({ address, code }) });
    });
  }

  /** The token of a session. @throws Problem 401 for whatever is wrong, 404, 429 */
  async enter(home: OpenHome, { way, address, code }: PortalEnter, from: string): Promise<string> {
    this.#way(home, way);
    await this.#spend('try', networkOf(from));
    const key = keyOf(way, address);
    const hashed = this.keys.address(home.at, key);
    const said = this.keys.code(home.at, key, code);
    const kept = await this.store.tryCode(home.at, hashed);
    if (!kept || !timingSafeEqual(kept, said)) throw wrongCode();
    const token = createToken();
    const isIn = await this.store.database.transaction(async (tx) => {
      if (!(await this.store.useCode(tx, home.at, hashed, said))) return false;
      if ((await this.persons.find(home, way, address, tx)).length === 0) return false;
      const { hours } = home.signIn;
      await this.store.begin(tx, home.at, { token: hashToken(token), way, address, hours });
      return true;
    });
    if (!isIn) throw wrongCode();
    return token;
  }

  /** The records of whoever has signed in here; none where nobody has. */
  async who(home: OpenHome, token: string | undefined): Promise<string[]> {
    return token === undefined ? [] : this.whoHas(home, hashToken(token));
  }

  /** The same by the hash of a token. */
  async whoHas(home: OpenHome, hash: Buffer): Promise<string[]> {
    const session = await this.store.find(home.at, hash);
    const isWay = session && home.signIn.ways.some(({ field }) => field === session.way);
    return isWay ? this.persons.find(home, session.way, session.address) : [];
  }

  leave(at: PortalAt, token: string): Promise<void> {
    return this.store.end(at, hashToken(token));
  }

  /** Counts one, in the database: a restart or a second process gives nobody more tries. @throws Problem 429 */
  async #spend(limit: keyof typeof limits, whose: string): Promise<void> {
    const { points, seconds } = limits[limit];
    const { count, secondsLeft } = await this.store.spend(this.keys.limit(limit, whose), seconds);
    if (count > points) throw tooManyTries(secondsLeft);
  }

  #way({ signIn }: OpenHome, way: string): OpenHome['signIn']['ways'][number] {
    const found = signIn.ways.find(({ field }) => field === way);
    if (!found) throw notFound();
    return found;
  }
}

/** However a number is written, it is one number. */
function keyOf(way: string, address: string): string {
  return `${way} ${lookupTerms(address).at(-1) ?? ''}`;
}

function noWay() {
  return conflict(
    sentence(
      '这里还不能发送验证码，请电话联系我们',
      'No code can be sent from here yet; please give us a call',
    ),
  );
}

function wrongCode() {
  return unauthenticated(
    sentence('验证码不对或已失效，请重新获取', 'This code is wrong or has ended; please ask for a new one'),
  );
}
