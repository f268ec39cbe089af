using FlowKit.PostgreSql;
using Npgsql;

namespace FlowKit.Durable;

/// <summary>
/// Ten tasks in a row on one, two and four engines that share a database, each with a store and a session of its own, and each with as many
/// executions at once.
/// </summary>
internal static class PostgreSqlWorkloads
{
    private const int AtOnceEach = 256;

    public static async Task RunAsync(string address, int writers, Func<string, bool> wants)
    {
        var uri = new Uri(address);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host, Port = uri.Port, Username = Uri.UnescapeDataString(uri.UserInfo), Database = uri.AbsolutePath.Trim('/'),
        };
        await using var bare = await BareInserts.OpenAsync(connection.ConnectionString);
        foreach (var engines in (int[])[1, 2, 4])
        {
            if (wants($"linear10x{engines}"))
            {
                await MeasureAsync(new(address, writers), bare, $"linear10x{engines}", engines, 4096, AtOnceEach * engines);
            }
        }

        if (wants("alone"))
        {
            await MeasureAsync(new(address, writers), bare, "alone", 1, 30, 1);
        }

        if (wants("resume"))
        {
            var resume = new ResumeWorkload(
                size => PostgreSqlStateStore.Open(address, new() { Schema = $"bench resume {size} {Environment.ProcessId}", Writers = writers }),
                FlowEngineOptions.DefaultLease);
            await resume.MeasureAsync("resume", 100, print: false);
            await resume.MeasureAsync("resume", 10_000);
            await resume.MeasureAsync("resume", 100_000);
        }
    }

    private static async Task MeasureAsync(Server server, IFloor bare, string name, int count, int executions, int callers)
    {
        var options = new PostgreSqlStoreOptions { Schema = $"bench {name} {Environment.ProcessId}", Writers = server.Writers };
        var stores = Enumerable.Range(0, count).Select(_ => PostgreSqlStateStore.Open(server.Address, options)).ToList();
        var engines = new List<FlowEngine>();
        foreach (var store in stores)
        {
            var builder = new FlowEngineBuilder { Options = new() { Lease = FlowEngineOptions.DefaultLease, EngineName = $"{name}.{engines.Count}" } };
            engines.Add(builder.AddDispatcher("function", new NoOpDispatcher()).UseStore(store).AddFlow(FlowYaml.Load(Flows.Linear(10))).Build());
        }

        await new Workload(engines, () => Sum(stores), bare).MeasureAsync(name, "bench:linear10", 10, executions, callers);
        foreach (var engine in engines)
        {
            await engine.DisposeAsync();
        }

        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    private static StoreCounts Sum(List<PostgreSqlStateStore> stores) => new(
        stores.Sum(store => store.Counts.Saves), stores.Sum(store => store.Counts.Commits), stores.Sum(store => store.Counts.Bytes));

    private sealed record Server(string Address, int Writers);
}
