"""`python -m rca` runs the command line."""

from rca.cli import main

if __name__ == "__main__":
    main()
