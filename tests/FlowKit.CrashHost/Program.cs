using FlowKit;
using FlowKit.CrashHost;
using FlowKit.Errors;

// Runs an engine on the store that the arguments name, and does what its input says until it is killed or told to stop.
var wire = new Wire();
var gate = new Gate(wire);
try
{
    var builder = StoreArguments.Use(new FlowEngineBuilder(), args, gate, wire)
        .AddDispatcher("function", new Executors(wire, gate))
        .AddSink(new NewsWire(wire))
        .OnNotice(notice => wire.Tell("notice", notice.Code, notice.Message.ReplaceLineEndings(" "), notice.ExecutionId ?? string.Empty));

    // Executions this small would never be compacted.
    builder.Options = builder.Options with { SmallestSnapshot = 256, SnapshotGrowth = -1 };
    foreach (var flow in CrashFlows.All)
    {
        builder.AddFlow(FlowYaml.Load(flow));
    }

    wire.Tell("opening");
    await using var engine = builder.Build();
    wire.Tell("open");
    await engine.RecoverAsync();
    wire.Tell("up");
    await new Commands(engine, wire, gate).UntilStopAsync(Console.In);
}
catch (FlowException fault)
{
    wire.Tell("fault", fault.Code, fault.Message.ReplaceLineEndings(" "));
}

wire.Tell("down");
