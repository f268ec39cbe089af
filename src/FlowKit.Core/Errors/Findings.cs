namespace FlowKit.Errors;

/// <summary>The diagnostics of one reading or validation, in the order they were found; bounded, whatever the text holds.</summary>
internal sealed class Findings(int limit = Findings.DefaultLimit)
{
    public const int DefaultLimit = 10_000;

    private readonly List<Diagnostic> _all = [];
    private int _dropped;
    private bool _droppedErrors;

    /// <summary>The task that is being looked at; every diagnostic added meanwhile belongs to it.</summary>
    public string? Task { get; set; }

    public bool HasErrors { get; private set; }

    /// <summary>What is added from now on is only counted.</summary>
    public bool IsFull => _all.Count >= limit;

    public void Error(string code, SourcePlace place, string message, string? hint = null) =>
        Add(code, DiagnosticSeverity.Error, place, message, hint);

    public void Warning(string code, SourcePlace place, string message, string? hint = null) =>
        Add(code, DiagnosticSeverity.Warning, place, message, hint);

    public void Add(string code, DiagnosticSeverity severity, SourcePlace place, string message, string? hint = null)
    {
        var isError = severity == DiagnosticSeverity.Error;
        HasErrors |= isError;
        if (_all.Count >= limit)
        {
            _dropped++;
            _droppedErrors |= isError;
            return;
        }

        _all.Add(new(code, severity, place, message, hint ?? Cures.Of(code), Task));
    }

    /// <summary>Adds everything found here to another.</summary>
    public void MoveTo(Findings other)
    {
        foreach (var one in _all)
        {
            other.Task = one.Task;
            other.Add(one.Code, one.Severity, one.Place, one.Message, one.Hint);
        }

        other.Task = null;
    }

    /// <summary>All of them by line and column; those of one place stay in the order they were found.</summary>
    public IReadOnlyList<Diagnostic> Ordered()
    {
        if (_all.Count < 2)
        {
            return _all.ToArray();
        }

        IEnumerable<Diagnostic> ordered = _all.OrderBy(one => one.Place.Line).ThenBy(one => one.Place.Column);
        return _dropped == 0 ? ordered.ToArray() : ordered.Append(More()).ToArray();
    }

    private Diagnostic More() => new(
        FlowErrorCodes.MoreFaults,
        _droppedErrors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        _all[^1].Place,
        $"{_dropped} more faults and warnings are not shown",
        "mend those above first");
}
