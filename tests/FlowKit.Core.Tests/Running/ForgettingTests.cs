using System.Runtime.CompilerServices;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running;

/// <summary>An execution that has ended is in the store, and nowhere else.</summary>
public sealed class ForgettingTests : IDispatcher
{
    private readonly Pump _pump = new();
    private readonly List<TaskCompletionSource<DispatchOutcome>> _out = [];
    private readonly List<WeakReference> _inputs = [];
    private readonly FlowEngine _engine;

    public ForgettingTests() => _engine = new FlowEngineBuilder()
        .AddDispatcher("test", this)
        .AddFlow(FlowYaml.Load("""
            workspace: forgetting
            dagName: flow
            tasks:
              - { name: a, category: function, resourceName: "test://a", input: { n: $.context.n }, next: b }
              - { name: b, category: function, resourceName: "test://b", input: { n: $.context.n } }
            """))
        .UseTime(new VirtualTime())
        .UseWorkQueue(_pump)
        .Build();

    [Fact]
    public void What_has_ended_is_not_held()
    {
        RunSome(20);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(40, _inputs.Count);
        Assert.DoesNotContain(_inputs, input => input.IsAlive);
    }

    ValueTask<DispatchOutcome> IDispatcher.DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        _inputs.Add(new(request.Input.AsObjectNode));
        _out.Add(new());
        return new(_out[^1].Task);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunSome(int executions)
    {
        using var plain = new PlainThread();
        var ends = Enumerable.Range(0, executions)
            .Select(n => Guard.Result(_engine.StartAsync("forgetting:flow", FlowValue.Object(("n", n))).AsTask()).Completion)
            .ToList();
        _pump.Run();
        while (_out.Count > 0)
        {
            var answered = _out.ToList();
            _out.Clear();
            answered.ForEach(one => one.SetResult(DispatchOutcome.Succeeded()));
            _pump.Run();
        }

        Assert.All(ends, end => Assert.True(Guard.Result(end).Succeeded));
    }
}
