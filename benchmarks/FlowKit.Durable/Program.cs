using FlowKit;
using FlowKit.Durable;
using FlowKit.Sqlite;
using FlowKit.Values;

// One JSON line a workload, on a store in the current directory, each beside a bare SQLite loop of the same commits. Arguments name workloads.
var wanted = args;
bool Wants(string name) => wanted.Length == 0 || wanted.Contains(name, StringComparer.Ordinal);
static FlowValue Items(int count) => FlowValue.Object(("items", FlowValue.Array(Enumerable.Range(0, count).Select(i => (FlowValue)i))));

var folder = Directory.CreateDirectory(Path.Combine(Directory.GetCurrentDirectory(), $"durable-{Environment.ProcessId}")).FullName;
try
{
    await using var store = SqliteStateStore.Open($"Data Source={Path.Combine(folder, "flows.db")}");
    var builder = new FlowEngineBuilder().AddDispatcher("function", new NoOpDispatcher()).UseStore(store);
    foreach (var text in (string[])[Flows.Linear(10), Flows.Linear(100), Flows.Linear(1000), Flows.Loop])
    {
        builder.AddFlow(FlowYaml.Load(text));
    }

    await using var engine = builder.Build();
    using var bare = new BareLoop(Path.Combine(folder, "bare.db"));
    var workload = new Workload(engine, store, bare);
    if (Wants("linear10"))
    {
        await workload.MeasureAsync("linear10", "bench:linear10", 10, 4096, 256);
    }

    if (Wants("alone"))
    {
        await workload.MeasureAsync("alone", "bench:linear10", 10, 30, 1);
    }

    if (Wants("growth"))
    {
        foreach (var tasks in (int[])[100, 1000])
        {
            await workload.MeasureAsync($"linear{tasks}", $"bench:linear{tasks}", tasks, 32_000 / tasks, 32);
            await workload.MeasureAsync($"loop{tasks}", "bench:loop", tasks, 32_000 / tasks, 32, Items(tasks));
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
