namespace FlowKit.PostgreSql.Schema;

/// <summary>The parts of a schema as they are written in SQL, quoted and qualified.</summary>
internal sealed class SchemaTables(string schema)
{
    private readonly string _quoted = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The schema's plain name.</summary>
    public string Name => schema;

    public string Schema => _quoted;

    public string Store => $"{_quoted}.store";

    public string Executions => $"{_quoted}.executions";

    public string ExecutionNumbers => $"{_quoted}.execution_numbers";

    public string Log => $"{_quoted}.log";

    public string Sessions => $"{_quoted}.sessions";

    public string SessionNumbers => $"{_quoted}.session_numbers";

    public string Messages => $"{_quoted}.messages";

    public string Flows => $"{_quoted}.flows";

    /// <summary>The time of the store, and so of all who share it.</summary>
    public string Clock => $"{_quoted}.clock()";

    /// <summary>The function that lets a transaction go on only while its session lives.</summary>
    public string Fence => $"{_quoted}.fence";
}
