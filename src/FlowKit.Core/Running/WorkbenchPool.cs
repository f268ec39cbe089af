namespace FlowKit.Running;

/// <summary>Workbenches that are free. As many are kept as writers can be busy on this machine at once, and some.</summary>
internal sealed class WorkbenchPool
{
    private static readonly int Kept = Environment.ProcessorCount * 4;
    private readonly Stack<Workbench> _free = new();
    private readonly Lock _lock = new();

    public Workbench Take()
    {
        lock (_lock)
        {
            return _free.TryPop(out var bench) ? bench : new Workbench();
        }
    }

    public void GiveBack(Workbench bench)
    {
        bench.Clear();
        if (bench.IsOversized)
        {
            return;
        }

        lock (_lock)
        {
            if (_free.Count < Kept)
            {
                _free.Push(bench);
            }
        }
    }
}
