using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>A task as its author wrote it: the fields that every category has.</summary>
public abstract record TaskDescriptor
{
    private protected TaskDescriptor()
    {
    }

    /// <summary>What the task is.</summary>
    public abstract TaskCategory Category { get; }

    /// <summary>Unique in the whole document: letters and digits, 1 to 100.</summary>
    public required Located<string> Name { get; init; }

    /// <summary>For people and tools.</summary>
    public string? Title { get; init; }

    /// <summary>For people and tools.</summary>
    public string? Description { get; init; }

    /// <summary>For tools.</summary>
    public string? TemplateId { get; init; }

    /// <summary>The following tasks, blanks removed, in the order they were written.</summary>
    public IReadOnlyList<Located<string>> Next { get; init; } = [];

    /// <summary>What fills the input, the short form <c>input</c> included, in order.</summary>
    public IReadOnlyList<MappingDescriptor> InputMappings { get; init; } = [];

    /// <summary>What the output leaves in the context, in order.</summary>
    public IReadOnlyList<MappingDescriptor> OutputMappings { get; init; } = [];

    /// <summary>Default values of the input, an object.</summary>
    public FlowValue Parameters { get; init; } = FlowValue.EmptyObject;

    /// <summary>A failure counts as SKIPPED.</summary>
    public bool Tolerance { get; init; }

    /// <summary>Time limits and delays; null for none.</summary>
    public TimelineDescriptor? Timeline { get; init; }

    /// <summary>The task is skipped when its turn comes.</summary>
    public bool DegradeCurrent { get; init; }

    /// <summary>What follows only through the task is skipped.</summary>
    public bool DegradeFollowings { get; init; }

    /// <summary>The task may begin when a predecessor is KEY_SUCCEED.</summary>
    public bool KeyCallback { get; init; }

    /// <summary>The task may begin with its first predecessor.</summary>
    public bool StreamInput { get; init; }

    /// <summary>Stream successors may begin while the task runs.</summary>
    public bool StreamOutput { get; init; }

    /// <summary>What the task counts for in the progress of its execution.</summary>
    public ProgressDescriptor? Progress { get; init; }

    /// <summary>What the planner may do with the task; null for the default of its category.</summary>
    public TaskEffect? Effect { get; init; }

    /// <summary>Whether a stored result is reused; null for no.</summary>
    public CacheDescriptor? Cache { get; init; }

    /// <summary>Where the task begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
