import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './caller.js';

/** A key with which a program acts for a user. The key itself is shown once and never stored. */
@Entity({ name: 'api_key', schema: 'platform' })
export class ApiKey {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  name!: string;

  /** Its first characters, to tell keys apart. */
  @Column('text')
  prefix!: string;

  @Column({ type: 'bytea', name: 'key_hash', select: false })
  keyHash!: Buffer;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
