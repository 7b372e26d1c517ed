import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const LOOK_AGAIN_MS = 50;

/**
 * Lets the server stop as soon as the requests under way are answered. Node closes idle connections once, when it is
 * told to stop; those that become idle afterwards, and those on which a browser has never asked anything yet, would
 * keep the server from ending for more than a minute.
 */
export function endConnectionsAtClose(fastify: FastifyInstance): void {
  const { server } = fastify;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  fastify.addHook('preClose', (done) => {
    const look = () => {
      server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    };
    const timer = setInterval(look, LOOK_AGAIN_MS);
    server.once('close', () => clearInterval(timer));
    timer.unref();
    done();
  });
}
