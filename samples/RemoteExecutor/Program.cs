using RemoteExecutor;

// One program, two roles: the host of the engine, and the executor it starts as a process of its own. On two machines it would be the same,
// but for the addresses.
await (args is ["executor"] ? ExecutorRole.RunAsync() : HostRole.RunAsync());
