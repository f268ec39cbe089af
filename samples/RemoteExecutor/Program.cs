using RemoteExecutor;

// One program, two roles: the host of the engine, and the executor it starts as a process of its own. On two machines it would be the same,
// but for the addresses.
await (args switch
{
    ["executor"] => ExecutorRole.RunAsync(),
    ["rill", var folder] => RillRole.RunAsync(folder),
    _ => HostRole.RunAsync(),
});
