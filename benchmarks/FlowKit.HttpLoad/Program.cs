using FlowKit.HttpLoad;

// One JSON line a workload, over loopback in one process; arguments name workloads.
bool Wants(string name) => args.Length == 0 || args.Contains(name, StringComparer.Ordinal);

if (Wants("calls"))
{
    await Calls.MeasureAsync();
}

if (Wants("callbacks"))
{
    await Callbacks.MeasureAsync();
}
