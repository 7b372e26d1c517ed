import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApiKey } from './api-key.table.js';

@Injectable()
export class ApiKeyStore {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  list(userId: string): Promise<ApiKey[]> {
    return this.keys.find({ where: { userId }, order: { id: 'ASC' } });
  }

  find(id: string): Promise<ApiKey | null> {
    return this.keys.findOneBy({ id });
  }

  count(userId: string): Promise<number> {
    return this.keys.countBy({ userId });
  }

  async add(key: Omit<ApiKey, 'createdAt' | 'lastUsedAt'>): Promise<void> {
    await this.keys.insert(key);
  }

  async remove(id: string, userId: string): Promise<boolean> {
    const { affected } = await this.keys.delete({ id, userId });
    return affected === 1;
  }
}
