namespace FlowKit.Sqlite.Files;

/// <summary>What a store is made of, as SQL. Version n of the schema is what the first n steps leave behind; a step that was published never changes.</summary>
internal static class SchemaScript
{
    /// <summary>Stands in the head of every store: <c>FLOW</c>.</summary>
    public const int ApplicationId = 0x464C4F57;

    /// <summary>The schema this library writes.</summary>
    public static int Version => Steps.Count;

    /// <summary>The steps from an empty file to the present schema.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE executions(
          no INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          flow TEXT NOT NULL,
          flow_version TEXT NOT NULL,
          status TEXT NOT NULL,
          business_key TEXT,
          started INTEGER NOT NULL,
          ended INTEGER,
          due INTEGER,
          owner INTEGER NOT NULL,
          open INTEGER NOT NULL,
          version INTEGER NOT NULL,
          head INTEGER NOT NULL);
        CREATE INDEX executions_started ON executions(started);
        CREATE INDEX executions_flow ON executions(flow, started);
        CREATE INDEX executions_status ON executions(status, started);
        CREATE INDEX executions_key ON executions(business_key, started) WHERE business_key IS NOT NULL;
        CREATE INDEX executions_open ON executions(no) WHERE open = 1;
        CREATE INDEX executions_finished ON executions(ended) WHERE open = 0;
        CREATE TABLE log(
          seq INTEGER PRIMARY KEY,
          execution INTEGER NOT NULL,
          version INTEGER NOT NULL,
          before INTEGER,
          bytes BLOB NOT NULL);
        CREATE TABLE log_mark(
          one INTEGER PRIMARY KEY CHECK (one = 1),
          seq INTEGER NOT NULL);
        INSERT INTO log_mark VALUES(1, 0);
        """,
        """
        ALTER TABLE executions ADD COLUMN business_key_type TEXT;
        ALTER TABLE executions ADD COLUMN creator TEXT;
        ALTER TABLE executions ADD COLUMN error_code TEXT;
        CREATE INDEX executions_key_type ON executions(business_key_type, started) WHERE business_key_type IS NOT NULL;
        CREATE INDEX executions_creator ON executions(creator, started) WHERE creator IS NOT NULL;
        CREATE INDEX executions_error ON executions(error_code, started) WHERE error_code IS NOT NULL;
        CREATE TABLE flows(
          no INTEGER PRIMARY KEY,
          flow TEXT NOT NULL,
          version TEXT NOT NULL,
          is_foreign INTEGER NOT NULL,
          text TEXT NOT NULL,
          UNIQUE(flow, version));
        """,
        """
        DROP INDEX executions_open;
        CREATE INDEX executions_owed ON executions(no) WHERE open = 1 AND owner = 1;
        CREATE INDEX executions_due ON executions(due, no) WHERE open = 1 AND owner = 0 AND due IS NOT NULL;
        """,
        """
        ALTER TABLE log ADD COLUMN sum INTEGER;
        """,
    ];

    /// <summary>The whole script for those who lay a store out by hand: an empty file becomes a store of the present schema.</summary>
    public static string Whole => $"""
        BEGIN;
        {string.Join('\n', Steps)}
        {Marks}
        COMMIT;
        """;

    /// <summary>What makes a file known as a store of the present schema.</summary>
    public static string Marks => $"""
        PRAGMA application_id = {ApplicationId};
        PRAGMA user_version = {Version};
        """;
}
