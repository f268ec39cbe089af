using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties;

/// <summary>Callbacks in any order, repeated, contradicting each other, from several threads on the real thread pool: all land.</summary>
public class CallbackStormTests
{
    private const string Wide = """
        workspace: storm
        dagName: wide
        tasks:
          - name: loop
            category: foreach
            inputMappings: [{ source: $.context.items, target: $.input.items }]
            iterationMapping: { collection: $.input.items, item: item }
            tasks:
              - name: work
                category: function
                pattern: task_async
                resourceName: test://work
                outputMappings: [{ source: $.output.v, target: $.context.v }]
            outputMappings: [{ source: "$.output.sub_context[*].v", target: $.context.values }]
            next: after
          - { name: after, category: function, resourceName: test://after }
        """;

    private const string Small = """
        workspace: storm
        dagName: small
        tasks:
          - name: a
            category: function
            pattern: task_async
            resourceName: test://a
            outputMappings: [{ source: $.output.v, target: $.context.a }]
            next: c
          - name: b
            category: function
            pattern: task_async
            resourceName: test://b
            outputMappings: [{ source: $.output.v, target: $.context.b }]
            next: c
          - { name: c, category: function, resourceName: test://c }
        """;

    private readonly List<EngineNotice> _notices = [];

    [Fact]
    public async Task Ten_thousand_on_one_execution_of_a_wide_flow()
    {
        var width = Fuzz.Count(3_000);
        var dispatcher = new CountingDispatcher(width);
        var engine = Engine(Wide, dispatcher, new());
        var items = FlowValue.Array(Enumerable.Range(0, width).Select(i => (FlowValue)i));
        var execution = await engine.StartAsync("storm:wide", FlowValue.Object(("items", items)));
        await dispatcher.All.WaitAsync(Storm.Patience);

        var callbacks = Shuffled(Enumerable.Range(0, width).SelectMany(i => Storm.For(execution.Id, $"loop_{i}-work", i, new Random(i))));
        var accepted = Storm.CheckAnswers(await Storm.LetLooseAsync(engine, callbacks));
        var result = await execution.Completion.WaitAsync(Storm.Patience);

        Assert.InRange(callbacks.Count, Fuzz.Count(9_000), int.MaxValue);
        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(
            Enumerable.Range(0, width).Select(i => accepted[(execution.Id, $"loop_{i}-work")]),
            result.Context["values"].Items);
        Assert.All(dispatcher.Sent.Values, sent => Assert.Equal(1, sent));
        Assert.Equal(width + 1, dispatcher.Sent.Count);
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData(FlowEngineOptions.DefaultHotExecutions)]
    [InlineData(1)]
    public async Task Ten_thousand_over_many_executions(int hotExecutions)
    {
        var count = Fuzz.Count(1_500);
        var dispatcher = new CountingDispatcher(count * 2);
        var engine = Engine(Small, dispatcher, new() { HotExecutions = hotExecutions, KeptExecutions = int.MaxValue });
        var executions = new List<FlowExecution>();
        for (var i = 0; i < count; i++)
        {
            executions.Add(await engine.StartAsync("storm:small"));
        }

        await dispatcher.All.WaitAsync(Storm.Patience);
        var callbacks = Shuffled(executions.SelectMany((execution, i) => new[] { "a", "b" }.SelectMany(
            task => Storm.For(execution.Id, task, i, new Random(i)))));
        var accepted = Storm.CheckAnswers(await Storm.LetLooseAsync(engine, callbacks));

        foreach (var execution in executions)
        {
            var result = await execution.Completion.WaitAsync(Storm.Patience);
            Assert.Equal(ExecutionStatus.Succeed, result.Status);
            Assert.Equal(accepted[(execution.Id, "a")], result.Context["a"]);
            Assert.Equal(accepted[(execution.Id, "b")], result.Context["b"]);
        }

        Assert.All(dispatcher.Sent.Values, sent => Assert.Equal(1, sent));
        Assert.Equal(count * 3, dispatcher.Sent.Count);
        Assert.Empty(_notices);
    }

    private FlowEngine Engine(string flow, CountingDispatcher dispatcher, FlowEngineOptions options) =>
        new FlowEngineBuilder { Options = options }
            .AddDispatcher("test", dispatcher)
            .AddFlow(FlowYaml.Load(flow))
            .OnNotice(notice =>
            {
                lock (_notices)
                {
                    _notices.Add(notice);
                }
            })
            .Build();

    private static List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        new Random(1).Shuffle(all);
        return [.. all];
    }
}
