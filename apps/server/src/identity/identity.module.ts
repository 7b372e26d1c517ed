import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKeyController } from './api-key.controller.js';
import { ApiKeyService } from './api-key.service.js';
import { ApiKeyStore } from './api-key.store.js';
import { ApiKey } from './api-key.table.js';
import { AppMemberController } from './app-member.controller.js';
import { AppMemberService } from './app-member.service.js';
import { AppMemberStore } from './app-member.store.js';
import { CallerGuard } from './caller.guard.js';
import { CallerService } from './caller.service.js';
import { DepartmentController } from './department.controller.js';
import { DepartmentService } from './department.service.js';
import { DepartmentStore } from './department.store.js';
import { Department } from './department.table.js';
import { LoginThrottle } from './login-throttle.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';
import { SetupStore } from './setup.store.js';
import { UserController } from './user.controller.js';
import { UserService } from './user.service.js';
import { UserStore } from './user.store.js';

/** Who the callers are. Every other feature stands on it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Department, ApiKey])],
  controllers: [
    SessionController,
    SetupController,
    UserController,
    DepartmentController,
    ApiKeyController,
    AppMemberController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: CallerGuard },
    SessionStore,
    SessionService,
    CallerService,
    UserStore,
    UserService,
    DepartmentStore,
    DepartmentService,
    ApiKeyStore,
    ApiKeyService,
    AppMemberStore,
    AppMemberService,
    LoginThrottle,
    SetupStore,
    SetupService,
  ],
  exports: [SessionService, CallerService, UserService, AppMemberService, DepartmentService, SetupService],
})
export class IdentityModule {}
