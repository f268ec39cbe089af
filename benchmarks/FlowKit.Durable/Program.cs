using System.Globalization;
using FlowKit;
using FlowKit.Durable;
using FlowKit.Sqlite;
using FlowKit.Values;

// One JSON line a workload, on a store in the current directory, each beside a bare SQLite loop of the same commits; with an address
// postgresql://user@host:port/database on that server instead, beside bare inserts, with so many writing connections an engine as writers=2
// says. Other arguments name workloads.
var address = args.FirstOrDefault(argument => argument.StartsWith("postgresql:", StringComparison.Ordinal));
var writers = args.FirstOrDefault(argument => argument.StartsWith("writers=", StringComparison.Ordinal));
string[] wanted = [.. args.Where(argument => argument != address && argument != writers)];
bool Wants(string name) => wanted.Length == 0 || wanted.Contains(name, StringComparer.Ordinal);
static FlowValue Items(int count) => FlowValue.Object(("items", FlowValue.Array(Enumerable.Range(0, count).Select(i => (FlowValue)i))));

if (address is not null)
{
    await PostgreSqlWorkloads.RunAsync(address, int.Parse(writers?[8..] ?? "2", CultureInfo.InvariantCulture), Wants);
    return;
}

static FlowEngine Engine(SqliteStateStore store, PlanPasses passes)
{
    var builder = new FlowEngineBuilder { Options = new() { PlanPasses = passes } }.AddDispatcher("function", new NoOpDispatcher()).UseStore(store);
    foreach (var text in (string[])[Flows.Linear(10), Flows.Linear(100), Flows.Linear(1_000), Flows.Linear(10_000), Flows.Linear(10, pure: true), Flows.Loop])
    {
        builder.AddFlow(FlowYaml.Load(text));
    }

    return builder.Build();
}

var folder = Directory.CreateDirectory(Path.Combine(Directory.GetCurrentDirectory(), $"durable-{Environment.ProcessId}")).FullName;
try
{
    await using var store = SqliteStateStore.Open($"Data Source={Path.Combine(folder, "flows.db")}");
    await using var engine = Engine(store, PlanPasses.All);
    using var bare = new BareLoop(Path.Combine(folder, "bare.db"));
    StoreCounts Counted() => new(store.Counts.Saves, store.Counts.Commits, store.Counts.Bytes);
    var workload = new Workload([engine], Counted, bare);
    if (Wants("linear10"))
    {
        await workload.MeasureAsync("linear10", "bench:linear10", 10, 4096, 256);
    }

    if (Wants("alone"))
    {
        await workload.MeasureAsync("alone", "bench:linear10", 10, 30, 1);
    }

    if (Wants("fused"))
    {
        // The flows are the same; the second engine runs them as they are written.
        await using var unfused = Engine(store, PlanPasses.None);
        foreach (var (at, executions) in ((int, int)[])[(256, 4096), (1, 30)])
        {
            await workload.MeasureAsync("pure10_fused", "bench:pure10", 10, executions, at);
            await new Workload([unfused], Counted, bare).MeasureAsync("pure10_unfused", "bench:pure10", 10, executions, at);
        }
    }

    if (Wants("growth"))
    {
        foreach (var tasks in (int[])[100, 1_000, 10_000])
        {
            var executions = Math.Max(32, 32_000 / tasks);
            await workload.MeasureAsync($"linear{tasks}", $"bench:linear{tasks}", tasks, executions, 32);
            await workload.MeasureAsync($"loop{tasks}", "bench:loop", tasks, executions, 32, Items(tasks));
        }
    }

    if (Wants("resume"))
    {
        var resume = new ResumeWorkload(size => SqliteStateStore.Open($"Data Source={Path.Combine(folder, $"resume-{size}.db")}"), lease: null);
        await resume.MeasureAsync("resume", 100, print: false);
        await resume.MeasureAsync("resume", 10_000);
        await resume.MeasureAsync("resume", 100_000);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
