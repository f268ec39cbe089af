using FlowKit.Storing;

namespace FlowKit.Testing.Pumping;

/// <summary>One engine from its building to its crash, with its own view of clock, work queue and store.</summary>
internal sealed class EngineLife
{
    private readonly MortalTime _time;

    public EngineLife(VirtualTime time, IStateStore store, Action<FlowEngineBuilder> configure)
    {
        _time = new(time);

        // Stubs see what the author wrote; a test needs no secrets.
        var builder = new FlowEngineBuilder().FillSecrets(dispatcher => dispatcher);
        configure(builder);

        // It has its store to itself, whatever the host's engine does.
        builder.Options = builder.Options with { Lease = null };
        Engine = builder.UseTime(_time).UseWorkQueue(Queue).UseStore(new FencedStore(store, Queue)).Build();
    }

    public PumpedWorkQueue Queue { get; } = new();

    public FlowEngine Engine { get; }

    /// <summary>What the engine had still to do is not done, what it waits for does not come, what it saves does not arrive.</summary>
    public void Crash()
    {
        _time.Die();
        Queue.Close();
    }
}
