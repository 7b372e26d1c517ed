import net from 'node:net';
import { Failure } from './failure.mjs';

/** Fails with a sentence when the server could not listen there. Port 0 lets the system choose. */
export async function checkPort(port, host) {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure('PORT must be a number from 0 to 65535.', 'PORT 必须是 0 到 65535 之间的数字。');
  }
  const code = await tryToListen(port, host);
  if (code === 'EADDRINUSE') {
    throw new Failure(
      `Port ${port} is used by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
      `端口 ${port} 已被其他程序占用。请停止该程序，或换一个端口：PORT=${port + 1} npm start`,
    );
  }
  if (code === 'EACCES') {
    throw new Failure(
      `This user may not open port ${port}. Choose a port above 1023: PORT=3000 npm start`,
      `当前用户无权使用端口 ${port}，请选择 1023 以上的端口：PORT=3000 npm start`,
    );
  }
  if (code) {
    throw new Failure(
      `Cannot listen on ${host}, port ${port}: ${code}`,
      `无法在 ${host} 监听端口 ${port}：${code}`,
    );
  }
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', (error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
