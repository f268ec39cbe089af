using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>Workbenches that are free. As many are kept as writers can be busy on this machine at once, and some.</summary>
internal sealed class WorkbenchPool
{
    private readonly Pool<Workbench> _free = new(Environment.ProcessorCount * 4, static _ => new());

    public Workbench Take() => _free.Take();

    public void GiveBack(Workbench bench)
    {
        bench.Clear();
        if (!bench.IsOversized)
        {
            _free.GiveBack(bench);
        }
    }
}
