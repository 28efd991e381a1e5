from cwf import create_app

app = create_app()
