import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A node of the organisation's tree. */
@Entity({ name: 'department', schema: 'platform' })
export class Department {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column('uuid', { name: 'head_id', nullable: true })
  headId!: string | null;

  @Column('int')
  position!: number;
}
