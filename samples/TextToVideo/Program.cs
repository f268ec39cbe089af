using FlowKit;
using FlowKit.Executions;
using FlowKit.Values;
using TextToVideo;

const string Story = "A robot wakes up on the beach. It follows the gulls to the harbour. There it paints a ship. The ship sets sail.";

await using var workers = new WorkerPool();
await using var engine = new FlowEngineBuilder()
    .AddFlowsFrom("flows")
    .AddFunction("storyboard", (Script script, CancellationToken _) => Studio.Storyboard(script))
    .AddFunction("join", (Reel reel, CancellationToken _) => Studio.Join(reel))
    .AddDispatcher("worker", workers)
    .AddSink(new ConsoleProgress(Console.Out))
    .Build();
workers.Start(engine);

var result = await engine.RunAsync("media:textToVideo", FlowValue.Object(("text", Story)));

Console.WriteLine($"{result.Status.ToText()}: {result.Context["film"].AsString()}, {result.Context["seconds"]} seconds, made of");
foreach (var clip in result.Context["clips"].Items)
{
    Console.WriteLine($"  {clip.AsString()}");
}

return result.Succeeded ? 0 : 1;
