import { SetMetadata } from '@nestjs/common';

export const IS_PUBLIC = 'fieldwork:public';

/** Opens a route to callers who are not signed in. Everything else is closed to them. */
export const Public = () => SetMetadata(IS_PUBLIC, true);
