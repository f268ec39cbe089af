using System.Diagnostics;
using FlowKit;
using FlowKit.Workloads;

// One JSON line a workload. Without arguments all of them; else those whose names are given.
var wanted = args;
bool Wants(string name) => wanted.Length == 0 || wanted.Contains(name, StringComparer.Ordinal);

FlowEngine Engine(bool awaits, PlanPasses passes = PlanPasses.All)
{
    var builder = new FlowEngineBuilder { Options = new() { PlanPasses = passes } }.AddDispatcher("function", new NoOpDispatcher(awaits));
    string[] flows = [Flows.Linear(10), Flows.Linear(100), Flows.Linear(1000), Flows.Linear(10, mapped: true), Flows.Linear(10, pure: true), Flows.Linear(100, pure: true), Flows.Fan(100), Flows.Loop, Flows.Waiting];
    foreach (var flow in flows)
    {
        builder.AddFlow(FlowYaml.Load(flow));
    }

    return builder.Build();
}

// First: it counts what lives, and what engines before it leave behind would count too.
if (Wants("suspended"))
{
    await using var engine = Engine(awaits: false);
    await new Workloads(engine, string.Empty).SuspendedAsync(100_000);
}

foreach (var awaits in new[] { false, true })
{
    await using var engine = Engine(awaits);
    var workloads = new Workloads(engine, awaits ? "_awaiting" : string.Empty);
    if (Wants("linear10"))
    {
        await workloads.Linear10Async();
    }

    if (Wants("mapped10"))
    {
        await workloads.Mapped10Async();
    }

    if (Wants("fan100"))
    {
        await workloads.Fan100Async();
    }

    if (Wants("foreach1000"))
    {
        await workloads.Loop1000Async();
    }
}

await using (var engine = Engine(awaits: false))
{
    var workloads = new Workloads(engine, string.Empty);
    if (Wants("single"))
    {
        var (short100, long1000) = (await workloads.SingleAsync(100), await workloads.SingleAsync(1000));
        Measure.Print(new() { ["workload"] = "growth", ["time_per_task_1000_over_100"] = Math.Round(short100 / long1000, 3) });
    }
}

if (Wants("decay"))
{
    // Another engine warms the code up: this one is to begin with nothing finished.
    await using (var warming = Engine(awaits: false))
    {
        await new Workloads(warming, string.Empty).WarmUpAsync();
    }

    await using var engine = Engine(awaits: false);
    await new Workloads(engine, string.Empty).DecayAsync();
}

if (Wants("fused"))
{
    await using var fused = Engine(awaits: false);
    await using var unfused = Engine(awaits: false, PlanPasses.None);
    await Workloads.FusedAsync(fused, unfused);
}

if (Wants("load"))
{
    var text = Flows.Linear(1000, mapped: true);
    var milliseconds = new List<double>();
    var warming = Stopwatch.StartNew();
    await using var engine = Engine(awaits: false);
    while (warming.Elapsed < TimeSpan.FromSeconds(8))
    {
        var clock = Stopwatch.StartNew();
        engine.Flows.Add(FlowYaml.Read(text).Flow!);
        if (warming.Elapsed > TimeSpan.FromSeconds(5))
        {
            milliseconds.Add(clock.Elapsed.TotalMilliseconds);
        }
    }

    Measure.Print(new()
    {
        ["workload"] = "load_1000_tasks",
        ["kilobytes"] = text.Length / 1024,
        ["read_validate_plan_ms"] = Math.Round(Measure.Median([.. milliseconds]), 2),
        ["best_ms"] = Math.Round(milliseconds.Min(), 2),
    });
}
