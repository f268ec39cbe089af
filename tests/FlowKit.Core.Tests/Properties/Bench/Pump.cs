using FlowKit.Running;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>The work of an engine, run one after the other by whoever pumps, on the pumping thread.</summary>
internal sealed class Pump : IWorkQueue
{
    private readonly Queue<IThreadPoolWorkItem> _items = new();

    public void Queue(IThreadPoolWorkItem item) => _items.Enqueue(item);

    /// <summary>Runs everything, also what is queued meanwhile.</summary>
    public void Run()
    {
        for (var runs = 0; _items.TryDequeue(out var item); runs++)
        {
            if (runs > 1_000_000)
            {
                throw new InvalidOperationException("The engine never comes to rest.");
            }

            item.Execute();
        }
    }
}
