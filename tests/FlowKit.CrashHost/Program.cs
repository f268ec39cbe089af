using System.Globalization;
using FlowKit;
using FlowKit.CrashHost;
using FlowKit.Errors;
using FlowKit.Sqlite;

// Runs an engine on the store that the argument names, sqlite:PATH or sqlite:PATH?PAGES, and does what its input says until it is killed or told to stop.
var wire = new Wire();
try
{
    var builder = UseStore(new FlowEngineBuilder(), args[0])
        .AddDispatcher("function", new Executors(wire))
        .AddSink(new NewsWire(wire))
        .OnNotice(notice => wire.Tell("notice", notice.Code, notice.Message.ReplaceLineEndings(" ")));

    // Executions this small would never be compacted.
    builder.Options = builder.Options with { SmallestSnapshot = 256 };
    foreach (var flow in CrashFlows.All)
    {
        builder.AddFlow(FlowYaml.Load(flow));
    }

    wire.Tell("opening");
    await using var engine = builder.Build();
    wire.Tell("open");
    await engine.RecoverAsync();
    wire.Tell("up");
    await new Commands(engine, wire).UntilStopAsync(Console.In);
}
catch (FlowException fault)
{
    wire.Tell("fault", fault.Code, fault.Message.ReplaceLineEndings(" "));
}

wire.Tell("down");

// Small bounds, so that what is rare in a long life happens in a short one.
static FlowEngineBuilder UseStore(FlowEngineBuilder builder, string address) => address.Split(':', '?') switch
{
    ["sqlite", var path, .. var pages] => builder.UseSqlite($"Data Source={path}", new SqliteStoreOptions
    {
        CheckpointPages = 40,
        LargestPages = pages is [var most] ? int.Parse(most, CultureInfo.InvariantCulture) : 0,
    }),
    _ => throw new ArgumentException($"Nobody knows the store {address}."),
};
