import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { SessionService } from '../identity/session.service.js';
import { Problem, sentence } from '../platform/http/problem.js';
import { EventBus, type ServerEvent } from './event-bus.js';

const HEARTBEAT_MS = 20_000;
const STREAMS_PER_USER = 20;
/** A reader who does not read is let go rather than remembered without end. */
const MOST_UNREAD_BYTES = 256 * 1024;

interface Stream {
  caller: Caller;
  readonly response: ServerResponse;
  /** Looks the caller up again; null when the session is over. */
  readonly recall: () => Promise<Caller | null>;
}

/** Open event streams of this process. Each gets what its caller may know of, with his rights of this moment. */
@Injectable()
export class EventStreams implements OnModuleInit, BeforeApplicationShutdown {
  readonly #streams = new Set<Stream>();
  #heartbeat: NodeJS.Timeout | undefined;
  #stops: (() => void)[] = [];

  constructor(
    private readonly bus: EventBus,
    private readonly sessions: SessionService,
  ) {}

  onModuleInit(): void {
    this.#stops = [
      this.bus.subscribe((event) => this.#deliver(event)),
      this.sessions.onAccessChanged((userId) => void this.#recheck(userId)),
    ];
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#heartbeat);
    for (const stop of this.#stops) stop();
    for (const { response } of this.#streams) response.end();
  }

  /** @throws Problem 429 when this user has too many streams open */
  open(
    caller: Caller,
    response: ServerResponse,
    recall: Stream['recall'],
    headers: Record<string, string>,
  ): void {
    const own = [...this.#streams].filter((stream) => stream.caller.userId === caller.userId).length;
    if (own >= STREAMS_PER_USER)
      throw new Problem(429, 'too-many-streams', sentence('打开的页面过多', 'Too many pages are open'), {
        retryAfterSeconds: 30,
      });
    response.writeHead(200, headers);
    response.write('retry: 3000\n\n');
    const stream: Stream = { caller, response, recall };
    this.#streams.add(stream);
    response.on('close', () => this.#streams.delete(stream));
    response.on('error', () => this.#streams.delete(stream));
  }

  #deliver({ userIds, ...event }: ServerEvent): void {
    const text = `data: ${JSON.stringify(event)}\n\n`;
    for (const stream of this.#streams) {
      const isMeant = !userIds || userIds.includes(stream.caller.userId);
      const isVisible = event.app === undefined || canSeeApp(stream.caller, event.app);
      if (isMeant && isVisible) this.#write(stream, text);
    }
  }

  #write({ response }: Stream, text: string): void {
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(text);
  }

  async #beat(): Promise<void> {
    await this.#recheck(null);
    for (const stream of this.#streams) this.#write(stream, ': \n\n');
  }

  async #recheck(userId: string | null): Promise<void> {
    const concerned = [...this.#streams].filter(({ caller }) => userId === null || caller.userId === userId);
    for (const stream of concerned) {
      // When the database is away nobody's rights have changed either.
      const caller = await stream.recall().catch(() => stream.caller);
      if (caller === null) stream.response.end();
      else stream.caller = caller;
    }
  }
}
