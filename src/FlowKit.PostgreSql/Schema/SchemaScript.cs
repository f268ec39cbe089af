using System.Globalization;
using FlowKit.PostgreSql.Serving;

namespace FlowKit.PostgreSql.Schema;

/// <summary>What a store is made of, as SQL. Version n of the schema is what the first n steps leave behind; a step that was published never changes.</summary>
internal static class SchemaScript
{
    /// <summary>The numbers an engine takes at once for its new executions.</summary>
    public const int NumbersAtOnce = 1_024;

    /// <summary>The schema this library writes.</summary>
    public const int Version = 1;

    /// <summary>Makes a schema known as that of a store, whose steps are still to come.</summary>
    public static string Mark(SchemaTables at) => $"""
        CREATE TABLE {at.Store}(
          one integer PRIMARY KEY CHECK (one = 1),
          product text NOT NULL,
          version integer NOT NULL);
        INSERT INTO {at.Store} VALUES (1, 'FlowKit', 0);
        """;

    /// <summary>The steps from the mark to the present schema, in order.</summary>
    public static IReadOnlyList<string> Steps(SchemaTables at) => [First(at)];

    /// <summary>Says that the present schema is reached.</summary>
    public static string Reached(SchemaTables at) => string.Create(CultureInfo.InvariantCulture, $"UPDATE {at.Store} SET version = {Version};");

    /// <summary>The whole script for those who lay a schema out by hand.</summary>
    public static string Whole(SchemaTables at) => $"""
        BEGIN;
        CREATE SCHEMA IF NOT EXISTS {at.Schema};
        {Mark(at)}
        {string.Join('\n', Steps(at))}
        {Reached(at)}
        COMMIT;
        """;

    // The log is written at its end and never changed. Its saves are stored as they are: to compress them costs the server more than it gains.
    // Rows of executions leave room for the changes that touch no index.
    private static string First(SchemaTables at) => $"""
        CREATE SEQUENCE {at.ExecutionNumbers} AS bigint INCREMENT BY {NumbersAtOnce};
        CREATE SEQUENCE {at.SessionNumbers} AS bigint;
        CREATE TABLE {at.Executions}(
          no bigint PRIMARY KEY,
          id text COLLATE "C" NOT NULL UNIQUE,
          flow text COLLATE "C" NOT NULL,
          flow_version text COLLATE "C" NOT NULL,
          status text COLLATE "C" NOT NULL,
          business_key_type text COLLATE "C",
          business_key text COLLATE "C",
          creator text COLLATE "C",
          error_code text COLLATE "C",
          started bigint NOT NULL,
          ended bigint,
          due bigint,
          owed boolean NOT NULL,
          open boolean NOT NULL,
          owner bigint NOT NULL) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
        CREATE INDEX executions_started ON {at.Executions}(started, no);
        CREATE INDEX executions_flow ON {at.Executions}(flow, started, no);
        CREATE INDEX executions_status ON {at.Executions}(status, started, no) WHERE status <> 'SUCCEED';
        CREATE INDEX executions_key ON {at.Executions}(business_key, started, no) WHERE business_key IS NOT NULL;
        CREATE INDEX executions_key_type ON {at.Executions}(business_key_type, started, no) WHERE business_key_type IS NOT NULL;
        CREATE INDEX executions_creator ON {at.Executions}(creator, started, no) WHERE creator IS NOT NULL;
        CREATE INDEX executions_error ON {at.Executions}(error_code, started, no) WHERE error_code IS NOT NULL;
        CREATE INDEX executions_open ON {at.Executions}(owner, no) WHERE open;
        CREATE INDEX executions_finished ON {at.Executions}(COALESCE(ended, started), no) WHERE NOT open;
        CREATE TABLE {at.Log}(
          execution bigint NOT NULL,
          version bigint NOT NULL,
          snapshot boolean NOT NULL,
          bytes bytea NOT NULL,
          CONSTRAINT log_pkey PRIMARY KEY (execution, version)) WITH (autovacuum_vacuum_scale_factor = 0.05);
        ALTER TABLE {at.Log} ALTER COLUMN bytes SET STORAGE EXTERNAL;
        CREATE TABLE {at.Flows}(
          flow text COLLATE "C" NOT NULL,
          version text COLLATE "C" NOT NULL,
          text text NOT NULL,
          is_foreign boolean NOT NULL,
          PRIMARY KEY (flow, version));
        CREATE TABLE {at.Sessions}(
          number bigint PRIMARY KEY,
          name text NOT NULL,
          began timestamptz NOT NULL,
          lease interval NOT NULL,
          expires timestamptz NOT NULL,
          connections integer[] NOT NULL) WITH (fillfactor = 50);
        CREATE UNLOGGED TABLE {at.Messages}(
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          session bigint NOT NULL,
          body bytea NOT NULL);
        CREATE INDEX messages_session ON {at.Messages}(session, id);
        CREATE FUNCTION {at.Clock} RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';
        CREATE FUNCTION {at.Fence}(session bigint, writer integer, connection integer) RETURNS bigint LANGUAGE plpgsql AS $fence$
        DECLARE
          present integer;
        BEGIN
          SELECT connections[writer] INTO present FROM {at.Sessions} WHERE number = session FOR KEY SHARE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'the session % has ended', session USING ERRCODE = '{Faults.Fenced}';
          END IF;
          IF present <> connection THEN
            RAISE EXCEPTION 'another connection writes for session %', session USING ERRCODE = '{Faults.Superseded}';
          END IF;
          RETURN 0;
        END
        $fence$;
        """;
}
