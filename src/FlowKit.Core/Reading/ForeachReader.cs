using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>The fields of a foreach task.</summary>
internal static class ForeachReader
{
    private static readonly KnownFields IterationFields = new("'iterationMapping'", "collection", "item", "index", "identity");
    private static readonly KnownFields SynchronizationFields = new("'synchronization'", "conditions", "maxConcurrency");
    private static readonly KnownFields FailureFields = new("'failure'", "mode", "tolerate");

    public static ForeachTask Read(in Fields fields, Located<string> name) => new()
    {
        Name = name,
        IterationMapping = Iteration(fields),
        Synchronization = Synchronization(fields),
        Failure = Failure(fields),
        Batch = fields.Whole("batch"),
        Tasks = TaskReader.Read(fields),
    };

    private static IterationMappingDescriptor? Iteration(in Fields task) => task.Block("iterationMapping", IterationFields) is { } fields
        ? new()
        {
            Collection = fields.Text("collection"),
            Item = fields.Text("item"),
            Index = fields.Text("index"),
            Identity = fields.Text("identity"),
            Place = fields.Place,
        }
        : null;

    private static SynchronizationDescriptor? Synchronization(in Fields task) =>
        task.Block("synchronization", SynchronizationFields) is { } fields
            ? new() { Conditions = fields.Texts("conditions") ?? [], MaxConcurrency = fields.Setting("maxConcurrency") }
            : null;

    private static LoopFailureDescriptor Failure(in Fields task) => task.Block("failure", FailureFields) is { } fields
        ? new() { FailFast = fields.Word("mode", Words.FailureModes) ?? false, Tolerate = fields.Whole("tolerate") ?? 0 }
        : new();
}
